"""Two fields under one name must be the same field with the same arguments; checked in one pass.

No type of ours is one of several, so all fields under one name have the same parent: comparing each with the
first is enough, and a document with a thousand equal fields costs a thousand comparisons, not a million.
"""

from collections.abc import Iterable, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    print_ast,
)

from erp.api.refusals import GraphqlValidationFailed


def check_merging(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> None:
    """Refuse a document in which one name means two things."""
    _check([operation.selection_set], fragments)


def _check(selections: list[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]) -> None:
    groups: dict[str, list[FieldNode]] = {}
    for field in _fields(selections, fragments, set()):
        groups.setdefault((field.alias or field.name).value, []).append(field)
    for key, fields in groups.items():
        if len(fields) > 1:
            meanings = {_meaning(field) for field in fields}
            if len(meanings) > 1:
                raise GraphqlValidationFailed(f"'{key}' means two things.")
        below = [field.selection_set for field in fields if field.selection_set is not None]
        if below:
            _check(below, fragments)


def _fields(
    selections: Iterable[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode], seen: set[str]
) -> Iterable[FieldNode]:
    for each in (selection for one in selections for selection in one.selections):
        if isinstance(each, FieldNode):
            yield each
        elif isinstance(each, InlineFragmentNode):
            yield from _fields([each.selection_set], fragments, seen)
        elif isinstance(each, FragmentSpreadNode) and each.name.value not in seen:
            seen.add(each.name.value)
            yield from _fields([fragments[each.name.value].selection_set], fragments, seen)


def _meaning(field: FieldNode) -> tuple[str, ...]:
    arguments = sorted(f"{each.name.value}:{print_ast(each.value)}" for each in field.arguments or ())
    return (field.name.value, *arguments)
