"""A made-up answer for any document, from the schema alone, that remembers which of its fields were read."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
)

from erp.web.documents import Page
from erp.web.pages import Engine
from erp.web.shapes import Record, Records, Shape, dress

ID = str(UUID(int=7))
SCALARS: dict[str, Any] = {
    "ID": ID,
    "String": "text",
    "Int": 3,
    "Boolean": True,
    "Money": "1200",
    "Quantity": "2.5",
    "Decimal": "10",
    "Date": "2026-04-01",
    "DateTime": "2026-04-01T00:30:00+00:00",
    "JSON": {"state": ["DRAFT", "CONFIRMED"]},
}


def value_of(kind: Any, shape: Any, schema: GraphQLSchema, wanted: dict[str, str]) -> Any:
    """One value of a type; an enumeration takes the wanted member, if it has it."""
    if isinstance(kind, GraphQLNonNull):
        return value_of(kind.of_type, shape, schema, wanted)
    if isinstance(kind, GraphQLList):
        return [value_of(kind.of_type, shape, schema, wanted)]
    if isinstance(kind, GraphQLEnumType):
        return wanted.get(kind.name) or next(iter(kind.values))
    if isinstance(kind, GraphQLObjectType):
        return {
            key: value_of(kind.fields[name].type, shape.fields[key], schema, wanted)
            for key, name in shape.names.items()
            if name != "__typename"
        }
    return "JPY" if kind.name == "String" and shape == "currency" else SCALARS.get(kind.name, "text")


class Watched(Record):
    """A record that notes the fields that are read, by type and name."""

    seen: set[tuple[int, str]]
    mark: int

    def __getitem__(self, key: str) -> Any:
        self.seen.add((self.mark, key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401  # the advice would call itself

    def items(self) -> Any:  # type: ignore[override]  # a walk through all reads all
        return [(key, self[key]) for key in self]


def watched(value: Any, shape: Any, seen: set[tuple[int, str]]) -> Any:
    """The dressed answer with every record watched; the mark of a record is its place in the document."""
    if isinstance(value, Records):
        rows = Records(watched(each, shape, seen) for each in value)
        rows.kind, rows.columns = value.kind, value.columns
        return rows
    if isinstance(value, Record):
        record = Watched(
            (key, watched(below, shape.fields.get(key), seen)) for key, below in dict.items(value)
        )
        record.kind, record.seen, record.mark = value.kind, seen, id(shape)
        return record
    return value


def asked_for(shape: Shape, path: str = "") -> Iterator[tuple[int, str, str]]:
    """Every field of a document: its place, its name, its path."""
    for key, below in shape.fields.items():
        yield id(shape), key, f"{path}{key}"
        if isinstance(below, Shape):
            yield from asked_for(below, f"{path}{key}.")


def answer_for(engine: Engine, page: Page, wanted: dict[str, str], seen: set[tuple[int, str]], asking: Any):
    """The watched answer to a page, and its shape."""
    _, shape = engine.prepared(page, asking)
    raw = value_of(engine.schema.query_type, shape, engine.schema, wanted)
    for key, below in shape.fields.items():
        if isinstance(below, Shape) and "currency" in below.fields and isinstance(raw[key], dict):
            raw[key]["currency"] = "JPY"
    return watched(dress(raw, shape), shape, seen), shape
