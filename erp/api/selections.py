"""Which fields an answer has: fragments opened once, equal names merged, `@skip` and `@include` obeyed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
)


@dataclass(frozen=True)
class Selection:
    """One name of the answer, with every place in the document that asks for it."""

    key: str
    name: str
    nodes: tuple[FieldNode, ...]

    @property
    def below(self) -> list[SelectionSetNode]:
        return [node.selection_set for node in self.nodes if node.selection_set is not None]


@dataclass(frozen=True)
class Reader:
    """Reads selections of one document for one set of conditions."""

    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Mapping[str, bool]

    def read(self, selections: Sequence[SelectionSetNode]) -> list[Selection]:
        """The fields in the order in which an answer names them."""
        groups: dict[str, list[FieldNode]] = {}
        self._collect(selections, groups, set())
        return [Selection(key, nodes[0].name.value, tuple(nodes)) for key, nodes in groups.items()]

    def _collect(
        self, selections: Iterable[SelectionSetNode], groups: dict[str, list[FieldNode]], seen: set[str]
    ) -> None:
        for each in (selection for one in selections for selection in one.selections):
            if not self._wanted(each.directives or ()):
                continue
            if isinstance(each, FieldNode):
                groups.setdefault((each.alias or each.name).value, []).append(each)
            elif isinstance(each, InlineFragmentNode):
                self._collect([each.selection_set], groups, seen)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in seen:
                seen.add(each.name.value)
                self._collect([self.fragments[each.name.value].selection_set], groups, seen)

    def _wanted(self, directives: Iterable[DirectiveNode]) -> bool:
        for each in directives:
            if each.name.value in ("skip", "include"):
                holds = self._condition(each)
                if holds is (each.name.value == "skip"):
                    return False
        return True

    def _condition(self, directive: DirectiveNode) -> bool:
        given = (directive.arguments or ())[0].value
        if isinstance(given, VariableNode):
            return self.conditions[given.name.value]
        return isinstance(given, BooleanValueNode) and given.value
