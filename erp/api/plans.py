"""The plan of a root field: the one SQL statement that makes its whole answer, and what fills its
parameters."""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import msgspec

from erp.api.connections import Connection
from erp.api.declarations import Many, Mutation, One, Report, shape_of
from erp.api.inputs import Parameter, arguments_of
from erp.api.lists import default_sort, parameters_of, sorts_of
from erp.api.paging import Page, page_of
from erp.api.records import From, Records, record_set
from erp.api.search import patterns
from erp.api.selections import Reader, Selection
from erp.api.shapes import Type, type_of
from erp.api.statements import Source, Statement
from erp.api.types import BY_ID
from erp.kernel.errors import as_json


@dataclass(frozen=True)
class Plan:
    """A statement that is ready to run; a report that is a function hands its rows over to it."""

    sql: str
    sources: tuple[Source, ...]
    run: Callable[..., Awaitable[Any]] | None = None
    single: bool = True


@dataclass(frozen=True)
class Asked:
    """A root field with its arguments understood. `shape` is all of them that changes the statement."""

    entry: One | Many | Report
    values: Mapping[str, Any]
    shape: tuple[Any, ...]
    page: Page | None = None
    sort: str = ""


def kind_of(entry: One | Many | Report | Mutation) -> Type:
    """The type that a root field answers with."""
    shape = shape_of(entry.shape)
    if shape is None:
        raise TypeError(f"{entry.name} answers with {entry.shape}, which is not declared")
    return type_of(shape)


def ask(entry: One | Many | Report, given: Mapping[str, Any]) -> Asked:
    """Check the arguments and find out which statement they need."""
    if isinstance(entry, One):
        return Asked(entry, {"id": BY_ID.take(given, "")}, ())
    if isinstance(entry, Report):
        values = _taken(arguments_of(entry.args), given)
        if entry.check is not None:
            entry.check(values)
        # A function takes what its parameters say; a statement takes texts.
        return Asked(entry, values if entry.run else _as_text(values), ())
    values = _as_text(_taken(parameters_of(entry), given))
    sort = values["sort"] or default_sort(entry)
    path = sorts_of(entry)[sort].path
    page = page_of(values, sort, path.end.typed)
    values |= {"size": page.size, "fetched": page.size + 1}
    if page.cursor is not None:
        values |= {"cursor_value": page.cursor.value, "cursor_id": page.cursor.id}
    if values.get("search") is not None:
        values["search"] = patterns(values["search"]) or None
    present = tuple(sorted(name for name, value in values.items() if value is not None))
    return Asked(entry, values, (present, page.shape, sort), page, sort)


def plan_of(asked: Asked, selection: Selection, reader: Reader, permissions: frozenset[str]) -> Plan:
    """Write the statement. Refused here when anything in it may not be seen by the asker."""
    statement = Statement(permissions)
    records = Records(statement, reader)
    if isinstance(asked.entry, One):
        sql = one_record(records, kind_of(asked.entry), selection, statement.value("id", "uuid"))
        return Plan(sql, tuple(statement.sources))
    if isinstance(asked.entry, Report):
        sql = _report(records, asked.entry, selection)
        return Plan(sql, tuple(statement.sources), asked.entry.run, asked.entry.single)
    assert asked.page is not None
    sql = Connection(records, asked.entry, asked.page, asked.sort, asked.values).written(selection)
    return Plan(sql, tuple(statement.sources))


def plan_of_answer(
    mutation: Mutation, selection: Selection, reader: Reader, permissions: frozenset[str]
) -> Plan:
    """The statement that reads back what a verb changed, with what is shown only this once."""
    statement = Statement(permissions)
    records = Records(statement, reader, shown=True)
    sql = one_record(records, kind_of(mutation), selection, statement.value("id", "uuid"))
    return Plan(sql, tuple(statement.sources))


def one_record(records: Records, kind: Type, selection: Selection, id: str) -> str:
    """The record of a key, or no row at all: not there and not yours are one answer."""
    source = From(records.statement.alias())
    items = records.items(kind, source, selection.below)
    visible = records.statement.visible(kind, source.alias)
    where = f"{source.alias}.id = {id}{f' AND {visible}' if visible else ''}"
    return (
        f"SELECT row_to_json(o)::text FROM (SELECT {items} FROM {kind.table} {source.alias} {source} "
        f"WHERE {where}) o"
    )


def _report(records: Records, entry: Report, selection: Selection) -> str:
    statement = records.statement
    statement.need(entry.permission)
    kind = kind_of(entry)
    source = From(statement.alias())
    if entry.run is not None:
        rows = statement.parameter("rows", "jsonb", lambda moment: moment.rows)
        rowset = record_set(kind, rows, source.alias)
    else:
        types = {each.name: each.typed.sql for each in arguments_of(entry.args)}
        written = statement.written(entry.sql or "", arguments=types)
        rowset = f"(SELECT q.*, row_number() OVER () AS _by FROM ({written}) q) {source.alias}"
    items = records.items(kind, source, selection.below)
    by = f"{source.alias}._by"
    rows = f"SELECT {items} FROM {rowset} {source} ORDER BY {by}"
    if entry.single:
        return f"SELECT row_to_json(o)::text FROM ({rows} LIMIT 1) o"
    return f"SELECT coalesce(json_agg(o), '[]'::json)::text FROM ({rows}) o"


def _taken(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: each.take(given, "") for each in parameters}


def _as_text(values: Mapping[str, Any]) -> dict[str, Any]:
    """Members of enumerations are compared with the text in a column; objects go in as JSON."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return msgspec.json.encode(as_json(dataclasses.asdict(value))).decode()
    return value.value if isinstance(value, Enum) else value
