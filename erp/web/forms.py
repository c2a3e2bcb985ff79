"""From what people type to what the schema takes: dotted names become objects, days and figures are read.

A form sends text only. The schema says what each text has to become; a value that cannot become it is
reported by its dotted name, so that the message stands beside the field. Full-width digits, thousands
commas and the many ways to write a day are understood here and never reach the wire.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
)

from erp.kernel.dates import understand_date, understand_moment
from erp.web.formats import plain_digits

Tree = dict[str, Any] | list[Any] | str
MOST_LINES = 500
FIGURE = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
LINE = re.compile(r"(.+?)\.(\d{1,4})\.(.+)")
# What a look-up, a file or a value that is only carried along sends beside its value.
OWN = ("__text", "__was", "__lookup", "__file", "__kept")


def nest(pairs: Sequence[tuple[str, str]], root: str) -> dict[str, Any]:
    """The fields under one root as a tree; numbered parts become lists.

    >>> nest([("input.customer", "7"), ("input.lines.0.quantity", "2")], "input")
    {'customer': '7', 'lines': [{'quantity': '2'}]}
    >>> nest([("input.states", "A"), ("input.states", "B")], "input")
    {'states': ['A', 'B']}
    """
    tree: dict[str, Any] = {}
    for name, value in pairs:
        parts = name.split(".")
        if parts[0] != root or len(parts) < 2 or name.endswith(OWN):
            continue
        _put(tree, parts[1:], value)
    listed = _listed(tree)
    return listed if isinstance(listed, dict) else {}


def _put(tree: dict[str, Any], parts: list[str], value: str) -> None:
    for part in parts[:-1]:
        below = tree.setdefault(part, {})
        if not isinstance(below, dict):
            return
        tree = below
    name = parts[-1]
    if name in tree and not isinstance(tree[name], dict):
        before = tree[name] if isinstance(tree[name], list) else [tree[name]]
        tree[name] = [*before, value]
    else:
        tree[name] = value


def _listed(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    below = {name: _listed(value) for name, value in tree.items()}
    if below and all(name.isdigit() for name in below):
        return [below[name] for name in sorted(below, key=int)]
    return below


def compact(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields without the lines in which nothing was written; the lines that stay are numbered anew.

    >>> compact([("input.lines.0.product", ""), ("input.lines.3.product__text", "P-1"), ("input.note", "")])
    [('input.lines.0.product__text', 'P-1'), ('input.note', '')]

    What a line only carries along does not make it a written one.

    >>> compact([("input.lines.0.originLine", "7"), ("input.lines.0.originLine__kept", "1")])
    []
    """
    carried = {name.removesuffix("__kept") for name, _ in pairs if name.endswith("__kept")}
    written: dict[str, dict[int, int]] = {}
    for name, value in pairs:
        if (
            (line := LINE.match(name))
            and value.strip()
            and not name.endswith(("__was", "__lookup", "__kept"))
        ):
            if name in carried:
                continue
            written.setdefault(line[1], {})[int(line[2])] = 0
    for lines in written.values():
        lines.update({at: new for new, at in enumerate(sorted(lines))})
    kept: list[tuple[str, str]] = []
    for name, value in pairs:
        line = LINE.match(name)
        if not line:
            kept.append((name, value))
        elif (new := written.get(line[1], {}).get(int(line[2]))) is not None:
            kept.append((f"{line[1]}.{new}.{line[3]}", value))
    return kept


def blank(value: Any) -> bool:
    """Nothing but spaces, through and through."""
    if isinstance(value, Mapping):
        return all(blank(each) for each in value.values())
    if isinstance(value, list):
        return all(blank(each) for each in value)
    return not str(value or "").strip()


class Understood:
    """Values for one document, and the reasons why some could not be understood."""

    def __init__(self, today: date, timezone: str, *, asking: bool = False) -> None:
        self.today, self.timezone = today, timezone
        self.asking = asking  # in a question an empty field is no condition; in a change it empties the field
        self.errors: dict[str, str] = {}

    def value(self, kind: GraphQLInputType, raw: Any, path: str) -> Any:
        """One value as the schema wants it; Undefined where nothing is to be sent."""
        if isinstance(kind, GraphQLNonNull):
            if blank(raw) and not _is_object(kind.of_type) and not _is_list(kind.of_type):
                if _is_flag(kind.of_type):
                    return False
                return self._wrong(path, "REQUIRED")
            return self.value(kind.of_type, raw, path)
        if isinstance(kind, GraphQLList):
            return self._list(kind, raw, path)
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind, raw, path)
        if getattr(kind, "name", "") == "JSON" and isinstance(raw, Mapping):
            return _normal(raw)  # fields that people designed: whoever takes them knows what each is
        if isinstance(raw, list):
            raw = raw[-1]  # a box that is ticked sends its hidden "no" first
        if blank(raw):
            return Undefined if self.asking else None
        return self._single(kind, str(raw), path)

    def _list(self, kind: GraphQLList[Any], raw: Any, path: str) -> Any:
        if blank(raw):
            return Undefined if self.asking else []
        rows = raw if isinstance(raw, list) else [raw]
        if len(rows) > MOST_LINES:
            return self._wrong(path, "TOO_MANY_LINES")
        return [
            self.value(kind.of_type, each, f"{path}.{at}" if isinstance(each, Mapping) else path)
            for at, each in enumerate(rows)
            if isinstance(each, Mapping) or not blank(each)
        ]

    def _object(self, kind: GraphQLInputObjectType, raw: Any, path: str) -> Any:
        given = raw if isinstance(raw, Mapping) else {}
        found: dict[str, Any] = {}
        for name, inner in kind.fields.items():
            below = f"{path}.{name}" if path else name
            if name in given and blank(given[name]) and has_default(inner):
                continue
            if name in given:
                value = self.value(inner.type, given[name], below)
            elif isinstance(inner.type, GraphQLNonNull) and not has_default(inner):
                value = self.value(inner.type, None, below)
            else:
                continue
            if value is not Undefined:
                found[name] = value
        for name in given.keys() - kind.fields.keys():
            self._wrong(f"{path}.{name}" if path else name, "UNKNOWN_FIELD")
        return found

    def _single(self, kind: Any, raw: str, path: str) -> Any:
        name = kind.name
        if isinstance(kind, GraphQLEnumType):
            return raw if raw in kind.values else self._wrong(path, "NOT_A_CHOICE")
        if name == "Date":
            return self._day(raw, path)
        if name == "DateTime":
            return self._moment(raw, path)
        if name in ("Money", "Quantity", "Decimal"):
            digits = plain_digits(raw)
            return digits if FIGURE.fullmatch(digits) else self._wrong(path, "NOT_PLAIN_DIGITS")
        if name == "Int":
            digits = plain_digits(raw)
            return int(digits) if digits.lstrip("-").isdigit() else self._wrong(path, "NOT_PLAIN_DIGITS")
        if name == "Boolean":
            return raw.lower() in ("true", "1", "on", "yes")
        text = raw.replace("\r\n", "\n").strip()
        return unicodedata.normalize("NFC", text) if name == "String" else text

    def _day(self, raw: str, path: str) -> Any:
        try:
            understood = understand_date(raw, self.today)
        except ValueError:
            understood = None
        return understood.isoformat() if understood else self._wrong(path, "NOT_A_DATE")

    def _moment(self, raw: str, path: str) -> Any:
        try:
            return understand_moment(raw, self.today, self.timezone).isoformat()
        except ValueError:
            return self._wrong(path, "NOT_AN_INSTANT")

    def _wrong(self, path: str, reason: str) -> Any:
        self.errors.setdefault(path, reason)
        return Undefined


def _normal(raw: Any) -> Any:
    """A tree of fields as it was typed, each text in one form."""
    if isinstance(raw, Mapping):
        return {name: _normal(each) for name, each in raw.items()}
    if isinstance(raw, list):
        return [_normal(each) for each in raw]
    return unicodedata.normalize("NFC", str(raw).replace("\r\n", "\n"))


def default_of(field: GraphQLInputField) -> Any:
    """What the schema takes when nothing is sent, as it is written on the wire; Undefined if it has none."""
    value = field.default_value
    given = getattr(field, "default", None)
    if value is Undefined and given is not None:
        value = given.value
        if value is Undefined or value is None:
            value = getattr(given.literal, "value", None)
    return value.value if isinstance(value, Enum) else value


def has_default(field: GraphQLInputField) -> bool:
    return default_of(field) is not Undefined


def _is_object(kind: Any) -> bool:
    return isinstance(kind, GraphQLInputObjectType)


def _is_list(kind: Any) -> bool:
    return isinstance(kind, GraphQLList)


def _is_flag(kind: Any) -> bool:
    return getattr(kind, "name", "") == "Boolean"


def variables_of(
    wanted: Mapping[str, GraphQLInputType], pairs: Sequence[tuple[str, str]], today: date, timezone: str
) -> tuple[dict[str, Any], dict[str, str]]:
    """The variables of a page's question from its address, and what could not be understood there."""
    understood = Understood(today, timezone, asking=True)
    found: dict[str, Any] = {}
    for name, kind in wanted.items():
        given = [value for key, value in pairs if key == name and value.strip()]
        bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        raw: Any = given if _is_list(bare) else "".join(given[-1:])
        value = understood.value(kind, raw, name)
        if value is not Undefined:
            found[name] = value
    return found, understood.errors


def days_of(today: date) -> dict[str, date]:
    """Days that a document may name without anybody giving them.

    >>> {name: day.isoformat() for name, day in days_of(date(2026, 4, 15)).items()}
    {'today': '2026-04-15', 'monthStart': '2026-04-01', 'yearAgo': '2025-05-01'}
    """
    month = today.replace(day=1)
    back = date(month.year - (month.month < 12), month.month % 12 + 1, 1)
    return {"today": today, "monthStart": month, "yearAgo": back}
