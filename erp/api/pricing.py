"""What a document costs, told before anything runs, by one pass that visits each fragment once.

The price of a fragment is worked out once and used wherever it is spread, so that a text of a few hundred
bytes whose fragments spread each other twice is refused as fast as any other. A list costs its page times
what one record costs; a page size that comes in a variable counts as the largest there is.
"""

from dataclasses import dataclass
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
)

from erp.api.declarations import Children, Many, Report
from erp.api.lists import LARGEST_PAGE, PAGE
from erp.api.refusals import GraphqlValidationFailed, OneOperation, TooCostly, TooDeep, TooManyParts
from erp.api.schema import Built

MOST_COST = 2_000
MOST_DEPTH = 12
MOST_DEPTH_OF_SCHEMA = 20
MOST_ALIASES = 20
MOST_DIRECTIVES = 20
MOST_ROOTS = 10
MOST_FRAGMENTS = 20
MOST_SELECTIONS = 5_000
COST_OF_WRITING = 10


class Weight(NamedTuple):
    """Of a selection: its cost, the fields it comes to with its fragments written out, its height."""

    cost: int
    fields: int
    height: int


NOTHING = Weight(0, 0, 0)


@dataclass(frozen=True)
class Price:
    """What was found on the way."""

    cost: int
    introspects: bool


def price(document: DocumentNode, built: Built) -> Price:
    """The price of a document; refused when it is above any limit."""
    return _Pass(document, built).price()


class _Pass:
    def __init__(self, document: DocumentNode, built: Built) -> None:
        self.built = built
        self.aliases = self.directives = 0
        self.introspects = False
        self.weights: dict[str, Weight | None] = {}
        self.fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        self.by_name = {each.name.value: each for each in self.fragments}
        self.operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        others = len(document.definitions) - len(self.fragments) - len(self.operations)
        if others:
            raise GraphqlValidationFailed("NOT_EXECUTABLE")

    def price(self) -> Price:
        if len(self.operations) != 1:
            raise OneOperation()
        if len(self.fragments) > MOST_FRAGMENTS:
            raise TooManyParts("fragments", MOST_FRAGMENTS)
        operation = self.operations[0]
        self._directives(operation)
        for variable in operation.variable_definitions or ():
            self._directives(variable)
        # Also those nobody spreads: nothing in the document goes uncounted.
        for each in self.fragments:
            self._fragment(each.name.value)
        root = self.built.graphql.get_root_type(operation.operation)
        weight = self._selections(operation.selection_set, root)
        roots = self._roots(operation.selection_set)
        if operation.operation is OperationType.MUTATION and roots != 1:
            raise OneOperation()
        if roots > MOST_ROOTS:
            raise TooManyParts("root fields", MOST_ROOTS)
        if weight.height > (MOST_DEPTH_OF_SCHEMA if self.introspects else MOST_DEPTH):
            raise TooDeep(MOST_DEPTH)
        if weight.cost > MOST_COST:
            raise TooCostly(weight.cost, MOST_COST)
        if weight.fields > MOST_SELECTIONS:
            raise TooManyParts("fields", MOST_SELECTIONS)
        return Price(max(1, weight.cost), self.introspects)

    def _roots(self, selections: SelectionSetNode) -> int:
        """Root fields, also those inside fragments; by then cycles are known not to be there."""
        found = 0
        for each in selections.selections:
            if isinstance(each, FieldNode):
                found += 1
            elif isinstance(each, InlineFragmentNode):
                found += self._roots(each.selection_set)
            elif isinstance(each, FragmentSpreadNode) and each.name.value in self.by_name:
                # The height of a fragment on the root is small, but its spreads could still multiply.
                found += self._roots_of_fragment(each.name.value)
            if found > MOST_ROOTS:
                return found
        return found

    def _roots_of_fragment(self, name: str) -> int:
        return min(self._roots(self.by_name[name].selection_set), MOST_ROOTS + 1)

    def _directives(self, node: object) -> None:
        self.directives += len(getattr(node, "directives", None) or ())
        if self.directives > MOST_DIRECTIVES:
            raise TooManyParts("directives", MOST_DIRECTIVES)

    def _fragment(self, name: str) -> Weight:
        if name in self.weights:
            known = self.weights[name]
            if known is None:
                raise GraphqlValidationFailed("FRAGMENT_IN_ITSELF")
            return known
        if name not in self.by_name:
            return NOTHING
        self.weights[name] = None
        fragment = self.by_name[name]
        self._directives(fragment)
        kind = self.built.graphql.type_map.get(fragment.type_condition.name.value)
        weight = self.weights[name] = self._selections(fragment.selection_set, kind)
        return weight

    def _selections(self, selections: SelectionSetNode | None, kind: object) -> Weight:
        cost = fields = height = 0
        for each in selections.selections if selections else ():
            self._directives(each)
            if isinstance(each, FieldNode):
                weight = self._field(each, kind)
            elif isinstance(each, FragmentSpreadNode):
                weight = self._fragment(each.name.value)
            else:
                assert isinstance(each, InlineFragmentNode)
                weight = self._selections(each.selection_set, self._narrowed(each, kind))
            cost += weight.cost
            fields += weight.fields
            height = max(height, weight.height)
        return Weight(cost, fields, height)

    def _narrowed(self, each: InlineFragmentNode, kind: object) -> object:
        condition = each.type_condition
        return self.built.graphql.type_map.get(condition.name.value) if condition else kind

    def _field(self, node: FieldNode, kind: object) -> Weight:
        if node.alias is not None:
            self.aliases += 1
            if self.aliases > MOST_ALIASES:
                raise TooManyParts("aliases", MOST_ALIASES)
        name = node.name.value
        if name in ("__schema", "__type"):
            self.introspects = True
        below = NOTHING
        if node.selection_set is not None:
            below = self._selections(node.selection_set, self._type_of(name, kind))
        cost = self._cost(node, kind, below.cost)
        return Weight(cost, below.fields + 1, below.height + 1)

    def _type_of(self, name: str, kind: object) -> object:
        if name == "__schema":
            return self.built.graphql.type_map["__Schema"]
        if name == "__type":
            return self.built.graphql.type_map["__Type"]
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) or name not in kind.fields:
            return None
        return get_named_type(kind.fields[name].type)

    def _cost(self, node: FieldNode, kind: object, below: int) -> int:
        name = node.name.value
        if kind is self.built.graphql.mutation_type:
            return COST_OF_WRITING + below
        if kind is self.built.graphql.query_type:
            entry = self.built.queries.get(name)
            if isinstance(entry, Many):
                return 1 + _page(node) * below
            if isinstance(entry, Report) and not entry.single:
                return 1 + entry.expected * (1 + below)
            return 1 + below
        owner = self.built.types.get(getattr(kind, "name", ""))
        if owner is None:
            # The parts of a connection: one record each; its page was counted above.
            return 1 + below if name in ("nodes", "edges", "totalCount") else below
        field = owner.fields.get(name)
        if field is None or not field.typed.is_shape:
            return 0
        many = field.source.expected if isinstance(field.source, Children) else 10 if field.typed.many else 1
        return many * (1 + below)


def _page(node: FieldNode) -> int:
    size = PAGE
    for argument in node.arguments or ():
        if argument.name.value in ("first", "last"):
            given = argument.value
            # Anything but a plain number may become the largest page.
            size = min(int(given.value), LARGEST_PAGE) if isinstance(given, IntValueNode) else LARGEST_PAGE
    return max(size, 1)
