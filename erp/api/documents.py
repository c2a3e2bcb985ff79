"""Documents that were understood: scanned, parsed, priced and checked against the schema, once each.

A page sends the same document each time, so what was found out about it is kept. Only good documents are
kept: the bad ones must be cheap every time.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    OverlappingFieldsCanBeMergedRule,
    parse,
    specified_rules,
    validate,
)

from erp.api.merging import check_merging
from erp.api.pricing import price
from erp.api.refusals import GraphqlParseFailed, GraphqlValidationFailed, OneOperation
from erp.api.scanning import scan
from erp.api.schema import Built

MOST_KEPT = 300
# graphql-core compares every two fields of one name with each other; our check passes each field once.
RULES = tuple(rule for rule in specified_rules if rule is not OverlappingFieldsCanBeMergedRule)


@dataclass(eq=False)
class Document:
    """A good document: what it asks, what it costs, and the plans that were made for it."""

    node: DocumentNode
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    digest: str
    cost: int
    introspects: bool
    conditions: tuple[str, ...]
    plans: "OrderedDict[Any, Any]" = field(default_factory=OrderedDict)

    @property
    def is_mutation(self) -> bool:
        return self.operation.operation is OperationType.MUTATION

    @property
    def name(self) -> str | None:
        return self.operation.name.value if self.operation.name else None


class Library:
    """The documents kept for one schema; the least used goes first."""

    def __init__(self, built: Built) -> None:
        self.built = built
        self._kept: OrderedDict[str, Document] = OrderedDict()

    def get(self, text: str) -> Document:
        """The document of this text; refused by name when it is not a good one."""
        known = self._kept.get(text)
        if known is not None:
            self._kept.move_to_end(text)
            return known
        made = understood(text, self.built)
        self._kept[text] = made
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return made


def digest_of(text: str) -> str:
    """The name of a document that ships with the product."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def understood(text: str, built: Built) -> Document:
    """Everything that can be said about a document without knowing who asks and with which variables."""
    scan(text)
    try:
        node = parse(text)
    except GraphQLSyntaxError as problem:
        raise _told(GraphqlParseFailed, problem) from None
    except RecursionError:
        raise GraphqlParseFailed("NESTED_TOO_DEEPLY") from None
    found = price(node, built)
    problems = validate(built.graphql, node, RULES, max_errors=1)
    if problems:
        raise _told(GraphqlValidationFailed, problems[0])
    operation = next(each for each in node.definitions if isinstance(each, OperationDefinitionNode))
    if operation.operation is OperationType.SUBSCRIPTION:
        raise OneOperation()
    fragments = {
        each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)
    }
    check_merging(operation, fragments)
    conditions = _conditions(operation, text)
    return Document(node, operation, fragments, digest_of(text), found.cost, found.introspects, conditions)


def _conditions(operation: OperationDefinitionNode, text: str) -> tuple[str, ...]:
    """The variables that decide whether a field is there: those of the kind yes-or-no."""
    if "@" not in text:
        return ()
    found = []
    for each in operation.variable_definitions or ():
        kind = getattr(each.type, "type", each.type)
        if getattr(getattr(kind, "name", None), "value", None) == "Boolean":
            found.append(each.variable.name.value)
    return tuple(found)


def _told(
    refusal: type[GraphqlParseFailed] | type[GraphqlValidationFailed], problem: GraphQLError
) -> GraphqlParseFailed | GraphqlValidationFailed:
    place = problem.locations[0] if problem.locations else None
    # What might have been meant is left out: it would read the schema aloud, name by name.
    message = problem.message.split(" Did you mean ")[0][:300]
    return refusal(message, place.line if place else None, place.column if place else None)
