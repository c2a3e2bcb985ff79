"""The answer of a page, dressed for its template: every value knows what it is.

A template writes `{{ order.total }}` and reads ¥1,200, `{{ order.state }}` and reads 確定; in comparisons a
value is still the plain text of the wire (`order.state == "DRAFT"`). What the reader may not see is cut
out of the document before it is sent and stands in the answer as HIDDEN: no value, no rows, no text.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)
from markupsafe import Markup, escape

from erp.kernel.labels import label
from erp.web import formats
from erp.web.view import current


class Leaf(str):
    """A single value of the answer, as text; subclasses know how it is read."""

    shown_as = "text"

    def __html__(self) -> Markup:
        return escape(self.text())

    def text(self) -> str:
        return str(self)


class MoneyText(Leaf):
    """An amount with the currency of the document it stands in."""

    shown_as = "money"
    currency: str = ""

    def text(self) -> str:
        return formats.money(str(self), self.currency or current().asking.currency)

    def amount(self) -> str:
        return formats.amount(str(self), self.currency or current().asking.currency)


class QuantityText(Leaf):
    shown_as = "quantity"

    def text(self) -> str:
        return formats.quantity(str(self))


class DayText(Leaf):
    shown_as = "day"

    def text(self) -> str:
        return formats.day(str(self))


class MomentText(Leaf):
    shown_as = "moment"

    def text(self) -> str:
        return formats.moment(str(self), current().asking.timezone)


class CodeText(Leaf):
    """A value of an enumeration: a state, a kind."""

    shown_as = "code"
    kind: str = ""

    def text(self) -> str:
        return label(f"{self.kind}.{self!s}", current().asking.language)


class Whole(int):
    """A count."""

    shown_as = "number"


class Record(dict[str, Any]):
    """One object of the answer; knows its type, so that its fields know their labels."""

    kind: str = ""


class Records(list[Any]):
    """A list of the answer; knows the type of its rows even when it has none."""

    kind: str = ""
    columns: dict[str, Any] | None = None


class Hidden:
    """What the reader may not see: nothing to read, nothing to walk through, never true."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return "—"

    def __html__(self) -> str:
        return '<span class="hidden-value" aria-hidden="true">—</span>'

    def __getitem__(self, name: object) -> "Hidden":
        return self


HIDDEN = Hidden()
SCALARS: dict[str, type[Leaf] | type[Whole]] = {
    "Money": MoneyText,
    "Quantity": QuantityText,
    "Decimal": QuantityText,
    "Date": DayText,
    "DateTime": MomentText,
    "Int": Whole,
}


class Shape(NamedTuple):
    """What one selection asks: the type, and for each answer key the shape below it or the kind of value."""

    kind: str
    fields: dict[str, Any]
    names: dict[str, str]


def shape_of(
    selections: SelectionSetNode,
    parent: GraphQLObjectType,
    schema: GraphQLSchema,
    fragments: dict[str, FragmentDefinitionNode],
) -> Shape:
    """Compile a selection set; the same key asked twice is one."""
    shape = Shape(parent.name, {}, {})
    for node in _fields(selections, fragments):
        key = node.alias.value if node.alias else node.name.value
        shape.names[key] = node.name.value
        if node.name.value == "__typename":
            shape.fields[key] = None
            continue
        kind = get_named_type(parent.fields[node.name.value].type)
        if isinstance(kind, GraphQLObjectType) and node.selection_set:
            below = shape_of(node.selection_set, kind, schema, fragments)
            before = shape.fields.get(key)
            shape.fields[key] = _merged(before, below) if isinstance(before, Shape) else below
        elif isinstance(kind, GraphQLEnumType):
            shape.fields[key] = _code_of(kind.name)
        else:
            shape.fields[key] = SCALARS.get(kind.name)
    return shape


def _merged(one: Shape, other: Shape) -> Shape:
    return Shape(one.kind, one.fields | other.fields, one.names | other.names)


def _fields(
    selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(fragments[node.name.value].selection_set, fragments)


def _code_of(kind: str) -> type[CodeText]:
    return type(f"{kind}Text", (CodeText,), {"kind": kind})


def dress(value: Any, shape: Any, currency: str = "") -> Any:
    """The answer with each value in its clothes; what was cut out of the document is HIDDEN."""
    if value is None:
        return None
    if not isinstance(shape, Shape):
        return _leaf(value, shape, currency)
    if isinstance(value, list):
        rows = Records(dress(each, shape, currency) for each in value)
        rows.kind, rows.columns = shape.kind, shape.fields
        return rows
    own = value.get("currency")
    currency = own if isinstance(own, str) else currency
    record = Record(
        (key, dress(value[key], below, currency) if key in value else HIDDEN)
        for key, below in shape.fields.items()
    )
    record.kind = shape.kind
    return record


def _leaf(value: Any, kind: Any, currency: str) -> Any:
    if kind is None:
        return value
    if isinstance(value, list):
        return [_leaf(each, kind, currency) for each in value]
    dressed = kind(value)
    if currency and isinstance(dressed, MoneyText):
        dressed.currency = currency
    return dressed


def cut(
    selections: SelectionSetNode,
    parent: GraphQLObjectType,
    allowed: Callable[[str, str], bool],
    fragments: dict[str, FragmentDefinitionNode],
) -> SelectionSetNode | None:
    """The selection without what the asker may not read; fragments are spelt out. None: nothing is left."""
    kept: list[FieldNode] = []
    for node in _fields(selections, fragments):
        if node.name.value == "__typename" or not allowed(parent.name, node.name.value):
            continue
        kind = get_named_type(parent.fields[node.name.value].type)
        below = node.selection_set
        if isinstance(kind, GraphQLObjectType) and below:
            below = cut(below, kind, allowed, fragments)
            if below is None:
                continue
        kept.append(
            FieldNode(
                alias=node.alias,
                name=node.name,
                arguments=node.arguments,
                directives=node.directives,
                selection_set=below,
            )
        )
    return SelectionSetNode(selections=tuple(kept)) if kept else None
