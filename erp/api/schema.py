"""The whole schema: what every installed module declares, put together once when the process starts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from erp.api.declarations import Many, Mutation, One, Report, shape_of
from erp.api.names import camel
from erp.api.scalars import SCALARS
from erp.api.shapes import BadDeclaration, Type, type_of
from erp.api.types import Shelf, empty, finished
from erp.kernel.module import installed, part

Entry = One | Many | Report


@dataclass(frozen=True)
class Built:
    """The schema as GraphQL knows it, and what stands behind each name in it."""

    strawberry: strawberry.Schema
    queries: dict[str, Entry]
    mutations: dict[str, Mutation]
    types: dict[str, Type]

    @property
    def graphql(self) -> GraphQLSchema:
        return self.strawberry._schema

    def printed(self) -> str:
        """The schema as text, as it is kept in `graphql/schema.graphql`."""
        return self.strawberry.as_str() + "\n"


def compose(queries: Iterable[Entry], mutations: Iterable[Mutation]) -> Built:
    """Make a schema of these entries."""
    shelf = Shelf()
    by_name: dict[str, Entry] = _named(queries)
    verbs: dict[str, Mutation] = _named(mutations)
    roots: list[tuple[str, Mapping[str, Any], str]] = [
        ("Query", by_name, "What can be asked."),
        ("Mutation", verbs, "What can be done."),
    ]
    made = {}
    for name, entries, meaning in roots:
        if entries:
            made[name] = finished(empty(name), [shelf.root(each) for each in entries.values()], meaning)
    schema = strawberry.Schema(
        query=made["Query"], mutation=made.get("Mutation"), config=StrawberryConfig(scalar_map=SCALARS)
    )
    shapes = (shape_of(each.shape) for each in [*by_name.values(), *verbs.values()])
    return Built(schema, by_name, verbs, _reached([shape for shape in shapes if shape is not None]))


@cache
def build() -> Built:
    """The schema of everything installed."""
    queries: list[Entry] = []
    mutations: list[Mutation] = []
    for api in _parts():
        queries += getattr(api, "QUERY", [])
        mutations += getattr(api, "MUTATION", [])
    return compose(queries, mutations)


def _parts() -> Iterable[Any]:
    from erp.api import register_fields, stored_files

    # All are imported before any is read: a type may lead to one that a later module declares.
    found = [part(module.name, "api") for module in installed() if module.name != "kernel"]
    return [register_fields, stored_files, *(api for api in found if api is not None)]


def _named(entries: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in entries:
        key = camel(each.name)
        if key in found:
            raise BadDeclaration(f"{key} is declared twice")
        found[key] = each
    return found


def _reached(shapes: list[Any]) -> dict[str, Type]:
    found: dict[str, Type] = {}
    while shapes:
        kind = type_of(shapes.pop())
        if kind.name not in found:
            found[kind.name] = kind
            bases = (each.typed.base for each in kind.fields.values() if each.typed.is_shape)
            shapes += [shape_of(base) for base in bases]
    return found
