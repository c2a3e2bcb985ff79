"""The declared types with everything looked up: which column, which table, which other type.

What was declared wrongly is said here, when the process starts, and never when somebody asks.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from erp.api.annotations import Typed, read
from erp.api.declarations import (
    SHAPES,
    Children,
    Column,
    Computed,
    FieldSource,
    Link,
    Once,
    Shape,
    shape_of,
)
from erp.api.names import camel


class BadDeclaration(TypeError):
    """A type says something about a table or another type that is not so."""


@dataclass(frozen=True)
class Field:
    """One field of a type: its name on the wire, what it is, and where its value comes from."""

    name: str
    key: str
    typed: Typed
    source: FieldSource
    nullable_column: bool = False
    counted: bool = False

    @property
    def permission(self) -> str | None:
        return self.source.permission

    @property
    def column(self) -> str:
        """The name of the column in SQL, where there is one."""
        if isinstance(self.source, Column):
            return quoted(self.source.name or self.name)
        if isinstance(self.source, Link | Children) and self.source.column:
            return quoted(self.source.column)
        raise BadDeclaration(f"{self.name} has no column")


@dataclass(frozen=True)
class Type:
    """A declared type and its fields by their names on the wire."""

    name: str
    shape: Shape
    table: str | None
    columns: Mapping[str, Any] = field(default_factory=dict)

    @property
    def permission(self) -> str | None:
        return self.shape.permission

    @property
    def description(self) -> str | None:
        return described(self.shape.declared)

    @cached_property
    def fields(self) -> dict[str, Field]:
        try:
            # A name means a declared type first, then what the declaring file calls so.
            hints = get_type_hints(self.shape.declared, localns=_declared_names())
        except NameError as unknown:
            raise BadDeclaration(f"{self.shape.declared.__module__}.{self.name}: {unknown}") from None
        made = (self._field(name, hints[name], source) for name, source in self.shape.sources.items())
        return {each.key: each for each in made}

    def _field(self, name: str, annotation: Any, source: FieldSource) -> Field:
        where = f"{self.shape.declared.__module__}.{self.name}.{name}"
        try:
            typed = read(annotation)
        except TypeError as unreadable:
            raise BadDeclaration(f"{where}: {unreadable}") from None
        column = self._column(where, name, typed, source)
        null = bool(column._meta.null) if column is not None else self.table is None
        if isinstance(source, Link):
            target = _target(where, typed)
            null = null or source.condition is not None or target.rows is not None
            typed = Typed(typed.base, nullable=typed.nullable or target.rows is not None)
        if isinstance(source, Children):
            self._check_children(where, typed, source)
        if isinstance(source, Once):
            typed = typed.with_nulls()
        return Field(name, camel(name), typed, source, null, getattr(type(column), "value_type", None) is int)

    def _column(self, where: str, name: str, typed: Typed, source: FieldSource) -> Any:
        wanted = None
        if isinstance(source, Column):
            wanted = source.name or name
        elif isinstance(source, Link):
            wanted = source.column
        if self.table is None or wanted is None:
            return None
        column = self.columns.get(wanted)
        if column is None:
            raise BadDeclaration(f"{where}: {self.table} has no column {wanted}")
        if column._meta.secret:
            raise BadDeclaration(f"{where}: the column {wanted} is secret")
        if isinstance(source, Column) and typed.is_shape:
            raise BadDeclaration(f"{where}: say link(…) or children(…)")
        return column

    def _check_children(self, where: str, typed: Typed, source: Children) -> None:
        target = type_of(_target(where, typed))
        if not typed.many:
            raise BadDeclaration(f"{where}: children are a list")
        for name in (source.column, source.by.removeprefix("-")):
            if name and target.table and name not in target.columns:
                raise BadDeclaration(f"{where}: {target.table} has no column {name}")


def quoted(name: str) -> str:
    """A name as SQL takes it whatever it is called: `order` and `user` are words of its own.

    >>> quoted("user")
    '"user"'
    """
    return '"' + name.replace('"', '""') + '"'


def described(declared: Any) -> str | None:
    """The docstring somebody wrote; those that Python makes up say nothing."""
    written = declared.__dict__.get("__doc__") if isinstance(declared, type) else declared.__doc__
    if not written or written.startswith(f"{declared.__name__}("):
        return None
    return inspect.cleandoc(written)


_TYPES: dict[str, Type] = {}


def type_of(shape: Shape) -> Type:
    """The type of a declaration, looked up once."""
    known = _TYPES.get(shape.name)
    if known is None or known.shape is not shape:
        known = _TYPES[shape.name] = _looked_up(shape)
    return known


def _looked_up(shape: Shape) -> Type:
    if shape.table is None:
        return Type(shape.name, shape, None)
    meta = shape.table._meta
    name = quoted(meta.tablename) if not meta.schema else f"{quoted(meta.schema)}.{quoted(meta.tablename)}"
    columns = {column._meta.db_column_name: column for column in meta.columns}
    return Type(shape.name, shape, name, columns)


def _target(where: str, typed: Typed) -> Shape:
    shape = shape_of(typed.base)
    if shape is None:
        raise BadDeclaration(f"{where}: it must lead to a declared type")
    return shape


def _declared_names() -> dict[str, Any]:
    return {name: shape.declared for name, shape in SHAPES.items()}


def mismatches(kind: Type) -> list[str]:
    """Fields that promise a value although their column may be empty."""
    return [
        f"{kind.name}.{each.name}"
        for each in kind.fields.values()
        if kind.table
        and each.nullable_column
        and not each.typed.nullable
        and not isinstance(each.source, Computed)
    ]
