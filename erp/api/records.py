"""A selection of fields becomes SQL that makes the JSON of one record.

Linked records are joined, children are gathered by a subquery of their own; everything ends in one
expression of one statement. Each type and field on the way is checked against what the asker may see while
this is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import SelectionSetNode
from strawberry import ID
from strawberry.scalars import JSON

from erp.api.annotations import FIGURES, Typed
from erp.api.declarations import Children, Column, Computed, Link, Once, shape_of
from erp.api.selections import Reader, Selection
from erp.api.shapes import BadDeclaration, Field, Type, quoted, type_of
from erp.api.statements import Statement


@dataclass
class From:
    """Where the values of one record come from: its own row, and the rows joined to it."""

    alias: str
    joins: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return " ".join(self.joins)


@dataclass
class Records:
    """Writes records for one statement; `shown` says that the answer is that of a verb."""

    statement: Statement
    reader: Reader
    shown: bool = False

    def items(self, kind: Type, source: From, below: Sequence[SelectionSetNode]) -> str:
        """The columns of a record, named as the answer names them, in the order of the document."""
        self.statement.need(kind.permission)
        made = (
            f"{self.item(kind, source, each)} AS {quoted(each.key)}" for each in self.reader.read(list(below))
        )
        return ", ".join(made)

    def item(self, kind: Type, source: From, selection: Selection) -> str:
        """The expression for one field."""
        if selection.name == "__typename":
            return f"'{kind.name}'::text"
        each = kind.fields[selection.name]
        self.statement.need(each.permission)
        if isinstance(each.source, Link):
            return self.linked(each, source, selection)
        if isinstance(each.source, Children):
            return self.children(each, source, selection)
        if each.typed.is_shape:
            return self.nested(each, source, selection)
        if isinstance(each.source, Once):
            return self._shown_once(each)
        return written(each, self.value(kind, each, source.alias), plain=kind.table is not None)

    def value(self, kind: Type, each: Field, alias: str) -> str:
        """The bare value of a field, as it is filtered and sorted by."""
        if isinstance(each.source, Computed):
            return f"({self.statement.written(each.source.sql, row=alias)})"
        if isinstance(each.source, Column | Link):
            return f"{alias}.{each.column}"
        raise BadDeclaration(f"{kind.name}.{each.name} has no value of its own")

    def _shown_once(self, each: Field) -> str:
        if not self.shown:
            return f"NULL::{each.typed.sql}"
        name = each.name
        return self.statement.parameter(
            ("shown", name), each.typed.sql, lambda moment: moment.shown.get(name)
        )

    def join(self, each: Field, source: From) -> tuple[Type, str]:
        """Join the linked record; it may be missing, and then everything of it is null."""
        kind = self.target(each)
        alias = self.statement.alias()
        link = each.source
        assert isinstance(link, Link)
        if link.column:
            conditions = [f"{alias}.id = {source.alias}.{each.column}::uuid"]
        else:
            conditions = [f"({self.statement.written(link.condition or '', row=source.alias, child=alias)})"]
        visible = self.statement.visible(kind, alias)
        if visible:
            conditions.append(visible)
        joined = f"{kind.table} {alias}"
        if not link.column:
            # A condition of our own may hold for several; the answer has room for one.
            joined = (
                f"LATERAL (SELECT {alias}.* FROM {joined} WHERE {' AND '.join(conditions)} LIMIT 1) {alias}"
            )
            conditions = ["true"]
        source.joins.append(f"LEFT JOIN {joined} ON {' AND '.join(conditions)}")
        return kind, alias

    def linked(self, each: Field, source: From, selection: Selection) -> str:
        """A linked record, or null."""
        kind, alias = self.join(each, source)
        inner = From(alias, source.joins)
        items = self.items(kind, inner, selection.below)
        name = self.statement.alias()
        return (
            f"CASE WHEN {alias}.id IS NOT NULL THEN "
            f"(SELECT row_to_json({name}) FROM (SELECT {items}) {name}) END"
        )

    def children(self, each: Field, source: From, selection: Selection) -> str:
        """The records that point here, as a list."""
        kind = self.target(each)
        link = each.source
        assert isinstance(link, Children)
        inner = From(self.statement.alias())
        if link.condition:
            conditions = [f"({self.statement.written(link.condition, row=source.alias, child=inner.alias)})"]
        else:
            conditions = [f"{inner.alias}.{each.column} = {source.alias}.id"]
        visible = self.statement.visible(kind, inner.alias)
        if visible:
            conditions.append(visible)
        items = self.items(kind, inner, selection.below)
        direction = "DESC" if link.by.startswith("-") else "ASC"
        by = f"{inner.alias}.{quoted(link.by.removeprefix('-'))} {direction}, {inner.alias}.id {direction}"
        name = self.statement.alias()
        return (
            f"(SELECT coalesce(json_agg({name}), '[]'::json) FROM (SELECT {items} FROM {kind.table} "
            f"{inner.alias} {inner} WHERE {' AND '.join(conditions)} ORDER BY {by}) {name})"
        )

    def nested(self, each: Field, source: From, selection: Selection) -> str:
        """Rows inside a row of a report: the value is JSON, and the selection is taken out of it."""
        kind = self.target(each)
        inner = From(self.statement.alias())
        value = f"{source.alias}.{quoted(each.name)}::jsonb"
        rows = value if each.typed.many else f"jsonb_build_array({value})"
        items = self.items(kind, inner, selection.below)
        name = self.statement.alias()
        held = f"{record_set(kind, rows, inner.alias)} {inner}"
        made = f"FROM (SELECT {items} FROM {held} ORDER BY {inner.alias}._by) {name}"
        if each.typed.many:
            made = f"(SELECT coalesce(json_agg({name}), '[]'::json) {made})"
        else:
            made = f"(SELECT row_to_json({name}) {made})"
        return f"CASE WHEN {value} IS NOT NULL THEN {made} END" if each.typed.nullable else made

    def target(self, each: Field) -> Type:
        shape = shape_of(each.typed.base)
        if shape is None:
            raise BadDeclaration(f"{each.name} leads to no declared type")
        return type_of(shape)


def record_set(kind: Type, rows: str, alias: str) -> str:
    """A JSON array as rows, each with its place in `_by`."""
    columns = [each for each in kind.fields.values() if isinstance(each.source, Column)]
    links = [each.source.column for each in kind.fields.values() if isinstance(each.source, Link)]
    # Only columns are left here, and a column has a name; the checker cannot see through the filter.
    typed = {each.source.name or each.name: _held_as(each.typed) for each in columns}  # type: ignore[union-attr]
    typed |= {name: "uuid" for name in links if name}
    named = ", ".join(f"{quoted(name)} {kept}" for name, kept in typed.items())
    names = ", ".join([*(quoted(name) for name in typed), "_by"])
    return f"ROWS FROM (jsonb_to_recordset({rows}) AS ({named})) WITH ORDINALITY AS {alias} ({names})"


def _held_as(typed: Typed) -> str:
    if typed.is_shape:
        return "jsonb"
    return "text" if typed.base is ID and not typed.many else typed.sql


def written(each: Field, value: str, *, plain: bool) -> str:
    """A value as it is on the wire. Figures are text, shortened to the digits that say something."""
    typed = each.typed
    if typed.base in FIGURES:
        return f"trim_scale(({value})::numeric)::text" if not typed.many else f"({value})::text[]"
    if typed.base is ID and (each.counted or not plain or isinstance(each.source, Computed)):
        return f"({value})::text[]" if typed.many else f"({value})::text"
    if typed.base is JSON or (plain and isinstance(each.source, Column)):
        return value
    # What an expression yields may be near to what was declared: a sum of counts is a numeric.
    return f"({value})::{typed.sql}"
