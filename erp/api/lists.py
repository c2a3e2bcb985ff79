"""Lists of records: which filters, which order and which search words a connection takes.

A filter, a sort or a search may reach through links (`customer.name`); each type on the way must be one the
asker may read, or he could learn from the order of a list what he must not see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache

from strawberry import ID

from erp.api.annotations import FIGURES, Typed
from erp.api.declarations import Children, Column, Link, Many, Once, shape_of
from erp.api.inputs import Parameter
from erp.api.names import camel, pascal, plural, words
from erp.api.shapes import BadDeclaration, Field, Type, type_of

PAGE = 50
LARGEST_PAGE = 100
FROM, TO, IS, AMONG = ">=", "<=", "=", "ANY"
RANGED = (date, datetime, int, *FIGURES)


@dataclass(frozen=True)
class Path:
    """A field, possibly of a linked record: the links on the way and the field at the end."""

    text: str
    start: Type
    links: tuple[Field, ...]
    end: Field
    holder: Type

    @property
    def word(self) -> str:
        return self.text.replace(".", "_")


@dataclass(frozen=True)
class Filter:
    """One argument that narrows a list."""

    parameter: Parameter
    path: Path
    operator: str


@dataclass(frozen=True)
class Sort:
    """One order of a list; the key of the record decides between equals."""

    path: Path
    descending: bool


def path_of(start: Type, text: str, *, by_column: bool = False) -> Path:
    """Look a path up; what is not a declared field cannot be filtered or sorted by.

    A search may also look into a column that is no field, such as a name in its normalised form: whoever
    lists it says that it tells no more than the fields do.
    """
    *through, last = text.split(".")
    links: list[Field] = []
    here = start
    for name in through:
        step = _field(start, here, name, text)
        if not isinstance(step.source, Link):
            raise BadDeclaration(f"{start.name}: {text} goes through {name}, which is not a link")
        links.append(step)
        here = type_of(shape_of(step.typed.base))  # type: ignore[arg-type]  # a link leads to a shape
    end = (_of_column(here, last) if by_column else None) or _field(start, here, last, text)
    if isinstance(end.source, Children | Once) or (isinstance(end.source, Link) and not end.source.column):
        raise BadDeclaration(f"{start.name}: one cannot filter, sort or search by {text}")
    return Path(text, start, tuple(links), end, here)


def _of_column(here: Type, name: str) -> Field | None:
    column = here.columns.get(name)
    if column is None or column._meta.secret or any(each.name == name for each in here.fields.values()):
        return None
    return Field(name, camel(name), Typed(str), Column(), bool(column._meta.null))


def _field(start: Type, here: Type, name: str, text: str) -> Field:
    found = next((each for each in here.fields.values() if each.name == name), None)
    if found is None:
        raise BadDeclaration(f"{start.name}: {text} is not a field")
    return found


@cache
def filters_of(many: Many) -> dict[str, Filter]:
    """The filter arguments by their names on the wire."""
    kind = type_of(shape_of(many.shape))  # type: ignore[arg-type]  # a list is of a declared type
    found: dict[str, Filter] = {}
    for text in many.filters:
        path = path_of(kind, text)
        for suffix, typed, operator in _operators(path.end):
            name = f"{path.word}{suffix}"
            found[camel(name)] = Filter(Parameter(name, camel(name), typed), path, operator)
    return found


def _operators(end: Field) -> list[tuple[str, Typed, str]]:
    if isinstance(end.source, Link):
        return [("", Typed(ID, nullable=True), IS)]
    if end.typed.is_enum:
        return [("", Typed(end.typed.base, many=True, nullable=True), AMONG)]
    one = Typed(end.typed.base, nullable=True)
    if end.typed.base in RANGED:
        return [("_from", one, FROM), ("_to", one, TO)]
    return [("", one, IS)]


@cache
def sorts_of(many: Many) -> dict[str, Sort]:
    """The orders by the names of the enumeration: `NUMBER_ASC`, `NUMBER_DESC`."""
    kind = type_of(shape_of(many.shape))  # type: ignore[arg-type]  # a list is of a declared type
    texts = dict.fromkeys([*many.sorts, many.default_sort.removeprefix("-")])
    paths = [path_of(kind, text) for text in texts]
    return {
        f"{path.word.upper()}_{direction}": Sort(path, direction == "DESC")
        for path in paths
        for direction in ("ASC", "DESC")
    }


def default_sort(many: Many) -> str:
    """The order when nobody says one."""
    path = many.default_sort.removeprefix("-").replace(".", "_").upper()
    return f"{path}_{'DESC' if many.default_sort.startswith('-') else 'ASC'}"


@cache
def sort_enum(many: Many) -> type[Enum]:
    """The enumeration of orders; a second list of one type has an enumeration of its own."""
    usual = plural(words(many.shape.__name__)) == many.name
    name = f"{many.shape.__name__ if usual else pascal(many.name)}Sort"
    return Enum(name, {each: each for each in sorts_of(many)})  # type: ignore[return-value]  # functional form


@cache
def searched(many: Many) -> tuple[Path, ...]:
    """Where the words of a search are looked for."""
    kind = type_of(shape_of(many.shape))  # type: ignore[arg-type]  # a list is of a declared type
    return tuple(path_of(kind, text, by_column=True) for text in many.search)


@cache
def parameters_of(many: Many) -> tuple[Parameter, ...]:
    """Every argument of the connection."""
    whole, words_ = Typed(int, nullable=True), Typed(str, nullable=True)
    taken = [Parameter(name, name, whole if name in ("first", "last") else words_) for name in PAGING]
    if many.search:
        taken.append(Parameter("search", "search", words_))
    taken.append(Parameter("sort", "sort", Typed(sort_enum(many), nullable=True)))
    return (*taken, *(each.parameter for each in filters_of(many).values()))


PAGING = ("first", "after", "last", "before")
