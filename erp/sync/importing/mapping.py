"""The mapping file: which file becomes which records, by which verb, and what each value is made of.

It is TOML and names only what the API knows: verbs and their inputs are called as in GraphQL. A mapping is
read as a whole before any file is, and what is wrong with it is said with the place.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from erp.sync.importing.templates import Template, template
from erp.sync.refusals import BadMapping

LITERALS = (bool, int)
Made = Template | bool | int


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is added to each row: what another file has of it in all."""

    name: str
    file: str
    by: tuple[str, str]
    column: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows are meant: those where a column is filled, has a value, or has another one."""

    column: str
    value: str | None = None
    wanted: bool = True

    def holds(self, row: Mapping[str, str]) -> bool:
        found = row[self.column].strip()
        return bool(found) if self.value is None else (found == self.value) is self.wanted


def condition(text: str) -> Condition:
    """
    >>> condition("shipped_date").holds({"shipped_date": ""}), condition("country!=Japan").column
    (False, 'country')
    >>> condition("country != Japan").holds({"country": "USA"}), condition("a=b").holds({"a": "c"})
    (True, False)
    """
    column, sign, value = text.partition("=")
    if not sign:
        return Condition(text.strip())
    return Condition(column.rstrip("! "), value.strip(), not column.rstrip().endswith("!"))


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of another file that belong to a record."""

    file: str
    into: str
    by: tuple[str, str] | None
    input: Mapping[str, Made]
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Rows of a file, each done by one verb."""

    place: str
    kind: str
    mutation: str
    key: tuple[str, ...]
    input: Mapping[str, Made]
    file: str | None = None
    values: tuple[Mapping[str, str], ...] = ()
    when: tuple["Condition", ...] = ()
    sort: str | None = None
    sums: tuple[Sum, ...] = ()
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A whole mapping."""

    name: str
    company: Mapping[str, Any] | None
    steps: tuple[Step, ...]
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def kinds(self) -> set[str]:
        return {step.kind for step in self.steps}


def read_mapping(path: Path) -> ImportMapping:
    """The mapping of a file."""
    try:
        return mapping_of(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadMapping(str(path), "UNREADABLE", detail=error.strerror or type(error).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(str(path), "NOT_TOML", detail=str(error)) from None


def mapping_of(given: Mapping[str, Any]) -> ImportMapping:
    """A mapping that holds together.

    >>> step = {"kind": "customer", "mutation": "registerParty", "file": "c.csv", "key": "id"}
    >>> mapping_of({"name": "x", "step": [step | {"input": {"name": "{name}"}}]}).steps[0].key
    ('id',)
    >>> mapping_of({"name": "x", "step": [step | {"input": {"name": 1.5}}]})
    Traceback (most recent call last):
    erp.sync.refusals.BadMapping: BAD_MAPPING where=step 1 (customer).input.name reason=WRONG_KIND
    """
    _only(given, {"name", "company", "step", "map"}, "mapping")
    steps = given.get("step")
    if not isinstance(steps, list) or not steps:
        raise BadMapping("step", "MISSING")
    maps = _table(given, "map", "mapping")
    for name, entries in maps.items():
        if not isinstance(entries, dict) or not all(isinstance(each, str) for each in entries.values()):
            raise BadMapping(f"map.{name}", "WRONG_KIND")
    company = _table(given, "company", "mapping") or None
    if company is not None:
        _text(company, "code", "company")
    read = tuple(_step(each, f"step {place}") for place, each in enumerate(steps, start=1))
    mapping = ImportMapping(_text(given, "name", "mapping"), company, read, maps)
    _require_known(mapping)
    return mapping


def _step(given: Any, place: str) -> Step:
    if not isinstance(given, dict):
        raise BadMapping(place, "WRONG_KIND")
    kind = _text(given, "kind", place)
    place = f"{place} ({kind})"
    known = {"kind", "mutation", "file", "values", "key", "when", "sort", "input", "lines", "sums"}
    _only(given, known, place)
    if ("file" in given) == ("values" in given):
        raise BadMapping(place, "FILE_OR_VALUES")
    values = given.get("values", [])
    if not isinstance(values, list) or not all(
        isinstance(row, dict) and all(isinstance(each, str) for each in row.values()) for row in values
    ):
        raise BadMapping(f"{place}.values", "WRONG_KIND")
    lines = _table(given, "lines", place)
    return Step(
        place=place,
        kind=kind,
        mutation=_text(given, "mutation", place),
        key=_texts(given, "key", place),
        input=_input(given, place),
        file=_text(given, "file", place) if "file" in given else None,
        values=tuple(values),
        when=tuple(map(condition, _texts(given, "when", place))) if "when" in given else (),
        sort=_text(given, "sort", place) if "sort" in given else None,
        sums=_sums(given, place),
        lines=_lines(lines, f"{place}.lines") if lines else None,
    )


def _lines(given: Mapping[str, Any], place: str) -> Lines:
    _only(given, {"file", "into", "by", "rows", "input", "sums"}, place)
    by = _pair(given, place) if "by" in given else None
    if by is None and given.get("rows") != "all":
        raise BadMapping(place, "BY_OR_ALL_ROWS")
    into = _text(given, "into", place) if "into" in given else "lines"
    return Lines(_text(given, "file", place), into, by, _input(given, place), _sums(given, place))


def _sums(given: Mapping[str, Any], place: str) -> tuple[Sum, ...]:
    found = []
    for name, entry in _table(given, "sums", place).items():
        where = f"{place}.sums.{name}"
        if not isinstance(entry, dict):
            raise BadMapping(where, "WRONG_KIND")
        _only(entry, {"file", "by", "column"}, where)
        column = _text(entry, "column", where)
        found.append(Sum(name, _text(entry, "file", where), _pair(entry, where), column))
    return tuple(found)


def _input(given: Mapping[str, Any], place: str) -> dict[str, Made]:
    made: dict[str, Made] = {}
    for name, value in _table(given, "input", place).items():
        if isinstance(value, str):
            made[name] = template(value)
        elif isinstance(value, LITERALS):
            made[name] = value
        else:
            # A figure with decimals would be a binary fraction: it is written as a text.
            raise BadMapping(f"{place}.input.{name}", "WRONG_KIND")
    return made


def _require_known(mapping: ImportMapping) -> None:
    """Every map that is named is there."""
    for step in mapping.steps:
        for made in (*step.input.values(), *(step.lines.input.values() if step.lines else ())):
            if not isinstance(made, Template):
                continue
            for part in made.parts:
                filters = () if isinstance(part, str) else part.filters
                for name, argument in filters:
                    if name == "map" and argument not in mapping.maps:
                        raise BadMapping(step.place, "NO_SUCH_MAP", map=argument)


def _only(given: Mapping[str, Any], known: set[str], place: str) -> None:
    for name in given:
        if name not in known:
            raise BadMapping(f"{place}.{name}", "UNKNOWN_FIELD")


def _text(given: Mapping[str, Any], name: str, place: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadMapping(f"{place}.{name}", "MISSING" if value is None else "WRONG_KIND")
    return value


def _texts(given: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    value = given.get(name)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return tuple(value)
    return (_text(given, name, place),)


def _pair(given: Mapping[str, Any], place: str) -> tuple[str, str]:
    by = given.get("by")
    if not isinstance(by, list) or len(by) != 2 or not all(isinstance(each, str) for each in by):
        raise BadMapping(f"{place}.by", "WRONG_KIND")
    return by[0], by[1]


def _table(given: Mapping[str, Any], name: str, place: str) -> dict[str, Any]:
    value = given.get(name, {})
    if not isinstance(value, dict):
        raise BadMapping(f"{place}.{name}", "WRONG_KIND")
    return value
