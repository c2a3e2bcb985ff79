"""The small language in which a mapping says what becomes of a column.

`"{unit_price|decimal:2}"` is the column, rounded half up to two places; `"{first} {last}"` two columns with a
space between. Filters follow one another. An empty column is nothing, not an empty text; a text that begins
with `=` inside the braces stands for itself: `"{=O|known:tax_code}"`.

    >>> row = {"price": "9.80000019", "off": "0.150000006", "name": " Chai ", "day": "1996/7/4", "none": ""}
    >>> def value(text): return template(text).value(row, {"countries": {"UK": "GB"}})
    >>> value("{price|decimal:2}"), value("{off|times:100|decimal:4}"), value("{day|date:%Y/%m/%d}")
    ('9.8', '15', '1996-07-04')
    >>> value("{name}"), value("{none}"), value("{none|default:0}"), value("{=UK|map:countries}")
    ('Chai', None, '0', 'GB')
    >>> value("{=9.19999981|decimal:2}"), value("{=0.125|decimal:2}"), value("{=18|times:0.7|decimal:2}")
    ('9.2', '0.13', '12.6')
    >>> value("{name|ref:product}"), value("NW {name|upper}")
    (Ref(kind='product', code='Chai'), 'NW CHAI')
    >>> value("{name|decimal:2}")
    Traceback (most recent call last):
    erp.sync.refusals.BadValue: BAD_VALUE reason=NOT_A_NUMBER value=Chai
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import Any

from erp.kernel.digits import WIDE, wire
from erp.sync.refusals import BadMapping, BadValue

Maps = Mapping[str, Mapping[str, str]]
_YES, _NO = frozenset({"1", "true", "yes", "y"}), frozenset({"0", "false", "no", "n"})
_PARTS = re.compile(r"\{([^{}]*)\}")
_FIGURE = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """The record that came, or comes, under this id of theirs."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is here already, by its code: a tax code, a unit, a warehouse."""

    kind: str
    code: str


Value = str | int | bool | Ref | Known | None


def number(text: str) -> Decimal:
    """A figure however a program wrote it, taken as the decimal digits it shows.

    >>> number("32.3800011"), number("1e2")
    (Decimal('32.3800011'), Decimal('1E+2'))
    """
    if not _FIGURE.fullmatch(text):
        raise BadValue("NOT_A_NUMBER", text)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise BadValue("NOT_A_NUMBER", text) from None


def _decimal(value: str, places: str, _: Mapping[str, str], __: Maps) -> str:
    rounded = number(value).quantize(Decimal(1).scaleb(-int(places or 0)), ROUND_HALF_UP, WIDE)
    return wire(rounded)


def _times(value: str, factor: str, row: Mapping[str, str], _: Maps) -> str:
    return wire(WIDE.multiply(number(value), _operand(factor, row)))


def _plus(value: str, more: str, row: Mapping[str, str], _: Maps) -> str:
    return wire(WIDE.add(number(value), _operand(more, row)))


def _operand(text: str, row: Mapping[str, str]) -> Decimal:
    return number((row[text].strip() or "0") if text in row else text)


def _date(value: str, form: str, _: Mapping[str, str], __: Maps) -> str:
    try:
        return datetime.strptime(value, form or "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise BadValue("NOT_A_DATE", value) from None


def _whole(value: str, _: str, __: Mapping[str, str], ___: Maps) -> int:
    found = number(value)
    if found != found.to_integral_value():
        raise BadValue("NOT_A_WHOLE_NUMBER", value)
    return int(found)


def _flag(value: str, _: str, __: Mapping[str, str], ___: Maps) -> bool:
    if value.lower() not in _YES | _NO:
        raise BadValue("NOT_YES_OR_NO", value)
    return value.lower() in _YES


def _map(value: str, name: str, _: Mapping[str, str], maps: Maps) -> str:
    if value not in maps[name]:
        raise BadValue("NOT_IN_MAP", value)
    return maps[name][value]


FILTERS: dict[str, Callable[[str, str, Mapping[str, str], Maps], Value]] = {
    "decimal": _decimal,
    "times": _times,
    "plus": _plus,
    "date": _date,
    "whole": _whole,
    "flag": _flag,
    "map": _map,
    "upper": lambda value, *_: value.upper(),
    "lower": lambda value, *_: value.lower(),
    "left": lambda value, length, *_: value[: int(length)],
    "ref": lambda value, kind, *_: Ref(kind, value),
    "known": lambda value, kind, *_: Known(kind, value),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """What stands between two braces: a column or a text, and what is done with it."""

    source: str
    is_text: bool
    filters: tuple[tuple[str, str], ...]

    def value(self, row: Mapping[str, str], maps: Maps) -> Value:
        found: Any = (self.source if self.is_text else row[self.source].strip()) or None
        for name, argument in self.filters:
            if name == "default":
                found = argument if found is None else found
            elif found is not None:
                found = FILTERS[name](found, argument, row, maps)
        return found


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and expressions in turn."""

    parts: tuple[str | Expression, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, in their order."""
        found = []
        for part in self.parts:
            if isinstance(part, Expression):
                found += [] if part.is_text else [part.source]
                # Only a name can be a column here; a figure is itself.
                found += [
                    argument
                    for name, argument in part.filters
                    if name in ("plus", "times") and not _FIGURE.fullmatch(argument)
                ]
        return tuple(found)

    def value(self, row: Mapping[str, str], maps: Maps) -> Value:
        """What it says about one row; nothing when all its columns are empty."""
        if len(self.parts) == 1 and isinstance(self.parts[0], Expression):
            return self.parts[0].value(row, maps)
        found = [part.value(row, maps) if isinstance(part, Expression) else part for part in self.parts]
        if self.columns and not any(row[column].strip() for column in self.columns):
            return None
        return "".join("" if value is None else str(value) for value in found).strip() or None


@cache
def template(text: str) -> Template:
    """A template, read once; refuses an unknown filter by name."""
    parts: list[str | Expression] = []
    end = 0
    for found in _PARTS.finditer(text):
        if found.start() > end:
            parts.append(text[end : found.start()])
        parts.append(_expression(found.group(1), text))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    if any(isinstance(part, str) and ("{" in part or "}" in part) for part in parts):
        raise BadMapping(text, "BRACES")
    return Template(tuple(parts))


def _expression(inside: str, text: str) -> Expression:
    source, *filters = inside.split("|")
    if not source.strip():
        raise BadMapping(text, "NO_COLUMN")
    read = []
    for each in filters:
        name, _, argument = each.partition(":")
        name = name.strip()
        if name != "default" and name not in FILTERS:
            raise BadMapping(text, "UNKNOWN_FILTER", filter=name)
        if name in ("decimal", "left") and argument and not argument.isdigit():
            raise BadMapping(text, "BAD_ARGUMENT", filter=name)
        if name in ("times", "plus", "map", "ref", "known", "left") and not argument:
            raise BadMapping(text, "BAD_ARGUMENT", filter=name)
        read.append((name, argument))
    is_text = source.startswith("=")
    return Expression(source[1:] if is_text else source.strip(), is_text, tuple(read))
