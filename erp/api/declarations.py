"""How a module says what it shows to the world: its types, its questions and its verbs.

A declaration only records what was said; nothing is looked up before the schema is built, so a module may
name a type that another module has yet to declare. Where a type's rows are is said once, beside its fields,
and the same words decide what is joined, who may see it and what it costs.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from erp.api.names import plural, words

Declared = TypeVar("Declared", bound=type)


@dataclass(frozen=True)
class Column:
    """A field that is a column of the table; the column has the field's name unless said otherwise."""

    name: str | None = None
    permission: str | None = None


@dataclass(frozen=True)
class Link:
    """One other record, found by a column that holds its key (or by a condition of our own)."""

    column: str | None = None
    condition: str | None = None
    permission: str | None = None


@dataclass(frozen=True)
class Children:
    """The records that point here, in the order of `by`; `expected` is how many there usually are."""

    column: str | None
    by: str
    condition: str | None = None
    permission: str | None = None
    expected: int = 10


@dataclass(frozen=True)
class Computed:
    """An SQL expression beside the table; `{t}` is the row."""

    sql: str
    permission: str | None = None


@dataclass(frozen=True)
class Once:
    """Something that is shown only in the answer of the mutation that made it, such as a new token."""

    permission: str | None = None


FieldSource = Column | Link | Children | Computed | Once


@dataclass(frozen=True)
class Shape:
    """A declared type. With a table it is a node; without one it is a row of a report."""

    name: str
    module: str
    declared: type
    table: Any = None
    permission: str | None = None
    rows: str | None = None
    registered_as: tuple[str, ...] = ()
    sources: Mapping[str, FieldSource] = field(default_factory=dict)


@dataclass(frozen=True)
class One:
    """The question for one record by its key."""

    shape: type
    name: str


@dataclass(frozen=True)
class Many:
    """The question for a list of records: a connection with filters, search, sorting and paging by key."""

    shape: type
    name: str
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    default_sort: str = "id"
    where: str | None = None
    permission: str | None = None


@dataclass(frozen=True)
class Report:
    """A question that is answered by one SELECT, or by a function, instead of by a table."""

    name: str
    shape: type
    permission: str
    sql: str | None = None
    run: Callable[..., Awaitable[Any]] | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    single: bool = False
    expected: int = 50
    description: str | None = None
    check: Callable[[Mapping[str, Any]], None] | None = None


@dataclass(frozen=True)
class Mutation:
    """A verb: an action that anybody with its permission may ask for."""

    action: Callable[..., Awaitable[Any]]
    shape: type
    name: str
    permission: str


@dataclass(frozen=True)
class Made:
    """What an action returns when its answer carries something that is shown only this once."""

    id: UUID
    shown: Mapping[str, Any] = field(default_factory=dict)


SHAPES: dict[str, Shape] = {}


def node(
    table: Any,
    *,
    permission: str | None = None,
    part_of: type | None = None,
    rows: str | None = None,
    registered_as: Sequence[str] = (),
) -> Callable[[Declared], Declared]:
    """Declare a type with a table; permission `<module>.read_<type>`, or that of what it is part of.

    `rows` narrows which rows are seen; `registered_as` are its kinds in the register, if not its own name.
    """

    def declare(declared: Declared) -> Declared:
        whole = getattr(part_of, "__shape__", None)
        own = f"{module_of(declared)}.read_{words(declared.__name__)}"
        given = permission if permission is not None else whole.permission if whole else own
        kinds = tuple(registered_as) or (words(declared.__name__),)
        return _record(declared, table=table, permission=given, rows=rows, registered_as=kinds)

    return declare


def row(declared: Declared) -> Declared:
    """Declare the shape of a report's line; who may see it is the report's to say."""
    return _record(declared)


def column(name: str | None = None, *, permission: str | None = None) -> Any:
    """A column under another name, or one that needs a permission of its own."""
    return Column(name, permission)


def link(name: str, *, permission: str | None = None) -> Any:
    """The record whose key is in this column."""
    return Link(column=name, permission=permission)


def children(name: str, by: str = "id", *, permission: str | None = None, expected: int = 10) -> Any:
    """The records whose column of this name points here."""
    return Children(name, by, permission=permission, expected=expected)


def computed(sql: str, *, permission: str | None = None) -> Any:
    """An expression: `{t}` is the row; `:actor`, `:company`, `:today` and `:language` are who asks."""
    return Computed(sql, permission)


def computed_link(condition: str, *, permission: str | None = None) -> Any:
    """The one record for which the condition holds: `{c}` is the other record, `{t}` this one."""
    return Link(condition=condition, permission=permission)


def computed_children(
    condition: str, by: str = "id", *, permission: str | None = None, expected: int = 10
) -> Any:
    """The records for which the condition holds: `{c}` is the other record, `{t}` this one."""
    return Children(None, by, condition, permission, expected)


def once(*, permission: str | None = None) -> Any:
    """A field that carries a value only in the answer of the mutation that made it."""
    return Once(permission)


def one(shape: type, *, name: str | None = None) -> One:
    """`salesOrder(id: ID!)`."""
    return One(shape, name or words(shape.__name__))


def many(
    shape: type,
    *,
    name: str | None = None,
    filters: Sequence[str] = (),
    search: Sequence[str] = (),
    sorts: Sequence[str] = (),
    default_sort: str = "id",
    where: str | None = None,
    permission: str | None = None,
) -> Many:
    """`salesOrders(first: …, search: …, sort: …)`; a minus before `default_sort` is from high to low."""
    return Many(
        shape,
        name or plural(words(shape.__name__)),
        tuple(filters),
        tuple(search),
        tuple(sorts),
        default_sort,
        where,
        permission,
    )


def report(
    name: str,
    shape: type,
    *,
    permission: str,
    sql: str | None = None,
    run: Callable[..., Awaitable[Any]] | None = None,
    args: Mapping[str, Any] | None = None,
    single: bool = False,
    expected: int = 50,
    description: str | None = None,
    check: Callable[[Mapping[str, Any]], None] | None = None,
) -> Report:
    """A question of its own: one SELECT with `:argument` placeholders, or an async function.

    `check` refuses arguments that make no sense together before anything is asked.
    """
    if (sql is None) == (run is None):
        raise TypeError(f"report {name}: give either sql or run")
    return Report(name, shape, permission, sql, run, dict(args or {}), single, expected, description, check)


def mutation(
    action: Callable[..., Awaitable[Any]],
    shape: type,
    *,
    name: str | None = None,
    permission: str | None = None,
) -> Mutation:
    """The verb that runs this action and answers with the record changed."""
    if not inspect.iscoroutinefunction(action):
        raise TypeError(f"{action!r} is not an async function")
    verb = name or action.__name__
    return Mutation(action, shape, verb, permission or f"{module_of(action)}.{verb}")


def shape_of(declared: Any) -> Shape | None:
    """The shape a class was declared with, if it was."""
    return declared.__dict__.get("__shape__") if isinstance(declared, type) else None


def module_of(declared: Any) -> str:
    """The folder that declares it: `modules.ordering.api` is ordering, `erp.access.api` access."""
    parts = declared.__module__.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def _record(declared: Declared, **told: Any) -> Declared:
    name = declared.__name__
    known = SHAPES.get(name)
    if known is not None and known.declared.__module__ != declared.__module__:
        raise TypeError(f"{name} is declared in {known.declared.__module__} and in {declared.__module__}")
    sources = {
        name: value if isinstance(value := declared.__dict__.get(name), FieldSource) else Column()
        for name in inspect.get_annotations(declared)
    }
    shape = Shape(name, module_of(declared), declared, sources=sources, **told)
    SHAPES[name] = shape
    declared.__shape__ = shape  # type: ignore[attr-defined]  # the mark by which declared classes are known
    return declared
