"""Every field of every question that is installed is really asked of a real database.

So is every filter and every order: a name spelled wrongly in declared SQL shows here, not at a user's.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from erp.api import permissions
from erp.api.answers import Answer
from erp.api.declarations import Many
from erp.api.executing import execute
from erp.api.lists import filters_of, sorts_of
from erp.api.schema import build
from erp.kernel.asking import Asking
from tests.api.conftest import ASKING
from tests.facade import Erp, Running
from tests.server import background

SAMPLES = {
    "ID": '"00000000-0000-7000-8000-000000000001"',
    "String": '"a"',
    "Int": "1",
    "Boolean": "true",
    "Date": '"2026-04-01"',
    "DateTime": '"2026-04-01T00:00:00Z"',
    "Money": '"1"',
    "Quantity": '"1"',
    "Decimal": '"1"',
    "JSON": "{}",
}


def sample(kind: Any) -> str:
    """A value of this type, as a literal."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        needed = {name: each for name, each in named.fields.items() if is_required_input_field(each)}
        return f"{{ {', '.join(f'{name}: {sample(each.type)}' for name, each in needed.items())} }}"
    return SAMPLES.get(named.name) or next(iter(named.values))


def leaves(kind: GraphQLObjectType, depth: int) -> str:
    """Every plain field, and of what it leads to the same one level down."""
    parts = ["__typename"]
    for name, each in kind.fields.items():
        below = get_named_type(each.type)
        if is_leaf_type(below):
            parts.append(name)
        elif depth:
            parts.append(f"{name} {{ {leaves(below, 0)} }}")
    return " ".join(parts)


def parts_of(field: GraphQLField) -> Iterator[str]:
    """The selections that together touch every field of an answer, each small enough to be allowed."""
    kind = get_named_type(field.type)
    page = "nodes" in kind.fields and "totalCount" in kind.fields
    inner = get_named_type(kind.fields["nodes"].type) if page else kind
    for name, each in inner.fields.items():
        below = get_named_type(each.type)
        what = name if is_leaf_type(below) else f"{name} {{ {leaves(below, 1)} }}"
        if not is_leaf_type(below):
            yield f"nodes {{ {what} }}" if page else what
    plain = leaves(inner, 0)
    yield f"nodes {{ {plain} }} totalCount pageInfo {{ endCursor }} edges {{ cursor }}" if page else plain


def required(field: GraphQLField) -> list[str]:
    return [f"{name}: {sample(each.type)}" for name, each in field.args.items() if is_required_argument(each)]


def asked(name: str, arguments: list[str], selection: str) -> str:
    given = f"({', '.join(arguments)})" if arguments else ""
    return f"{{ {name}{given} {{ {selection} }} }}"


@pytest.fixture(scope="session")
def everything() -> dict[str, GraphQLField]:
    query = build().graphql.query_type
    assert query is not None
    return query.fields


@pytest.fixture
def ask(running: Running, erp: Erp) -> Any:
    from dataclasses import replace
    from uuid import UUID

    asking: Asking = replace(ASKING, permissions=frozenset(permissions()), company=UUID(erp.company))

    def put(document: str) -> Answer:
        return background().run(execute(document, None, asking, running.database))

    return put


def troubles(ask: Any, documents: Iterator[str]) -> list[str]:
    """The documents that could not be answered; a refusal that belongs to the business is an answer."""
    found = []
    for document in documents:
        answer = ask(document)
        if answer.refused is not None and answer.refused.code in ("INTERNAL", "GRAPHQL_VALIDATION_FAILED"):
            found.append(f"{answer.refused.code}: {document}")
    return found


def test_every_field_can_be_asked(ask: Any, everything: dict[str, GraphQLField]) -> None:
    def documents() -> Iterator[str]:
        for name, field in everything.items():
            few = ["first: 2"] if "first" in field.args and "after" in field.args else []
            for selection in parts_of(field):
                yield asked(name, required(field) + few, selection)

    assert len(everything) > 40
    found = troubles(ask, documents())
    assert not found, "\n".join(found)


def test_every_argument_can_be_given(ask: Any, everything: dict[str, GraphQLField]) -> None:
    def documents() -> Iterator[str]:
        for name, field in everything.items():
            kind = get_named_type(field.type)
            what = "totalCount nodes { __typename }" if "totalCount" in kind.fields else "__typename"
            for argument, each in field.args.items():
                if argument in ("first", "last", "after", "before") or is_required_argument(each):
                    continue
                yield asked(name, [*required(field), f"{argument}: {sample(each.type)}"], what)

    found = troubles(ask, documents())
    assert not found, "\n".join(found)


def test_every_order_can_be_wanted(ask: Any) -> None:
    def documents() -> Iterator[str]:
        for name, entry in build().queries.items():
            if isinstance(entry, Many):
                assert filters_of(entry) is not None
                for sort in sorts_of(entry):
                    yield asked(name, [f"sort: {sort}", "first: 1"], "nodes { __typename } edges { cursor }")

    found = troubles(ask, documents())
    assert not found, "\n".join(found)


def test_no_field_promises_what_its_column_may_lack() -> None:
    from erp.api.shapes import mismatches

    assert [each for kind in build().types.values() for each in mismatches(kind)] == []
