"""A page of a list as SQL: filtered, searched, sorted, cut at a key, and counted only when that is asked
for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from erp.api.annotations import FIGURES
from erp.api.declarations import Column, Many, shape_of
from erp.api.lists import AMONG, Path, filters_of, searched, sorts_of
from erp.api.paging import Page, sql_of_cursor
from erp.api.records import From, Records
from erp.api.search import found_in
from erp.api.selections import Selection
from erp.api.shapes import Type, quoted, type_of


@dataclass
class Connection:
    """Writes the statement of one list."""

    records: Records
    many: Many
    page: Page
    sort: str
    values: Mapping[str, Any]
    kind: Type = field(init=False)
    _wants_to_know_more: bool = False

    def __post_init__(self) -> None:
        shape = shape_of(self.many.shape)
        assert shape is not None
        self.kind = type_of(shape)

    def written(self, selection: Selection) -> str:
        """The page is found once; its parts are made from it."""
        self.records.statement.need(self.kind.permission)
        self.records.statement.need(self.many.permission)
        parts = self.records.reader.read(selection.below)
        self._wants_to_know_more = any(each.name == "pageInfo" for each in parts)
        found = self._found()
        made = ", ".join(f"{self._part(each)} AS {quoted(each.key)}" for each in parts)
        return f"WITH page AS MATERIALIZED ({found}) SELECT row_to_json(o)::text FROM (SELECT {made}) o"

    def _part(self, part: Selection) -> str:
        if part.name == "__typename":
            return f"'{self.kind.name}Connection'::text"
        if part.name == "totalCount":
            return self._counted()
        if part.name == "pageInfo":
            return self._page_info(part)
        return self._rows(part)

    def _rows(self, part: Selection) -> str:
        source = From(self.records.statement.alias())
        row = source.alias
        if part.name == "nodes":
            items = self.records.items(self.kind, source, part.below)
        else:
            made = (f"{self._of_edge(each, source)} AS {quoted(each.key)}" for each in self._read(part))
            items = ", ".join(made)
        rows = f"(SELECT * FROM page ORDER BY {_order('page', self._sought_down)} LIMIT {self._size})"
        name = self.records.statement.alias()
        return (
            f"(SELECT coalesce(json_agg({name}), '[]'::json) FROM (SELECT {items} FROM {rows} {row} {source} "
            f"ORDER BY {_order(row, self._down)}) {name})"
        )

    def _read(self, part: Selection) -> list[Selection]:
        return self.records.reader.read(part.below)

    def _of_edge(self, each: Selection, source: From) -> str:
        if each.name == "__typename":
            return f"'{self.kind.name}Edge'::text"
        if each.name == "cursor":
            return sql_of_cursor(self.sort, f"{source.alias}._by", f"{source.alias}.id")
        items = self.records.items(self.kind, source, each.below)
        name = self.records.statement.alias()
        return f"(SELECT row_to_json({name}) FROM (SELECT {items}) {name})"

    def _page_info(self, part: Selection) -> str:
        size = self._size
        more = f"(SELECT count(*) > {size} FROM page)"
        came = "true" if self.page.cursor is not None else "false"
        before, after = (more, came) if self.page.backward else (came, more)
        known = {"__typename": "'PageInfo'::text", "hasPreviousPage": before, "hasNextPage": after}
        for name, down in (("startCursor", self._down), ("endCursor", not self._down)):
            rows = f"(SELECT * FROM page ORDER BY {_order('page', self._sought_down)} LIMIT {size}) e"
            cursor = sql_of_cursor(self.sort, "e._by", "e.id")
            known[name] = f"(SELECT {cursor} FROM {rows} ORDER BY {_order('e', down)} LIMIT 1)"
        items = ", ".join(f"{known[each.name]} AS {quoted(each.key)}" for each in self._read(part))
        return f"(SELECT row_to_json(i) FROM (SELECT {items}) i)"

    @property
    def _size(self) -> str:
        return self.records.statement.value("size", "int")

    @property
    def _down(self) -> bool:
        """Whether the list goes from high to low."""
        return sorts_of(self.many)[self.sort].descending

    @property
    def _sought_down(self) -> bool:
        """Whether the page is looked for from high to low: against the list, when paging back."""
        return self._down is not self.page.backward

    def _found(self) -> str:
        source = From(self.records.statement.alias())
        row = source.alias
        path = sorts_of(self.many)[self.sort].path
        by = self._value(path, source)
        conditions = self._conditions(source)
        if self.page.cursor is not None:
            conditions.append(self._beyond(path, by, row))
        direction = "DESC" if self._sought_down else "ASC"
        found = (
            f"SELECT {row}.*, {by} AS _by FROM {self.kind.table} {row} {source}{_where(conditions)} "
            f"ORDER BY {by} {direction}, {row}.id {direction} LIMIT {self.page.bound + 1}"
        )
        # The bound tells the planner that few rows are wanted; the exact number may differ each time.
        fetched = self.records.statement.value("fetched", "int") if self._wants_to_know_more else self._size
        return f"SELECT * FROM ({found}) found LIMIT {fetched}"

    def _counted(self) -> str:
        source = From(self.records.statement.alias())
        conditions = self._conditions(source)
        return f"(SELECT count(*) FROM {self.kind.table} {source.alias} {source}{_where(conditions)})"

    def _conditions(self, source: From) -> list[str]:
        """What a row must fulfil to be in the list at all."""
        statement = self.records.statement
        found = []
        visible = statement.visible(self.kind, source.alias)
        if visible:
            found.append(visible)
        if self.many.where:
            found.append(f"({statement.written(self.many.where, row=source.alias)})")
        for each in filters_of(self.many).values():
            name = each.parameter.name
            if self.values.get(name) is None:
                continue
            given = statement.value(name, each.parameter.typed.sql)
            value = self._value(each.path, source)
            found.append(
                f"{value} = ANY({given})" if each.operator == AMONG else f"{value} {each.operator} {given}"
            )
        if self.values.get("search") is not None:
            columns = [self._value(path, source) for path in searched(self.many)]
            found.append(found_in(columns, statement.value("search", "text[]")))
        return found

    def _value(self, path: Path, source: From) -> str:
        """The value at the end of a path; every type and field on the way must be one the asker may see."""
        here = source
        kind = path.start
        for each in path.links:
            self.records.statement.need(each.permission)
            kind, alias = self.records.join(each, here)
            self.records.statement.need(kind.permission)
            here = From(alias, source.joins)
        self.records.statement.need(path.end.permission)
        return self.records.value(kind, path.end, here.alias)

    def _beyond(self, path: Path, by: str, row: str) -> str:
        """The rows after the cursor in the direction of the page. Empty values sort as PostgreSQL sorts
        them."""
        assert self.page.cursor is not None
        statement = self.records.statement
        base = path.end.typed
        kind = "numeric" if base.base in FIGURES else base.sql
        value = statement.value("cursor_value", kind)
        id = statement.value("cursor_id", "uuid")
        down = self._sought_down
        than = "<" if down else ">"
        sure = not path.links and isinstance(path.end.source, Column) and not path.end.nullable_column
        if sure and self.page.cursor.value is not None:
            return f"({by}, {row}.id) {than} ({value}, {id})"
        same = f"({by} IS NOT DISTINCT FROM {value} AND {row}.id {than} {id})"
        if self.page.cursor.value is None:
            return f"({by} IS NOT NULL OR {same})" if down else same
        beyond = f"{by} {than} {value}" if down else f"({by} > {value} OR {by} IS NULL)"
        return f"({beyond} OR {same})"


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _order(alias: str, down: bool) -> str:
    direction = "DESC" if down else "ASC"
    return f"{alias}._by {direction}, {alias}.id {direction}"
