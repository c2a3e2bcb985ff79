"""What a form may ask: the kinds of fields, and when a design is sound.

A design is checked as a whole before it is published: codes are unique, choices have answers, tables have
columns, a sum names figures that are there, and what feeds the approval is of the right kind.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST_FIELDS, MOST_COLUMNS, MOST_CHOICES, MOST_ROWS = 60, 15, 60, 100
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


class FieldKind(StrEnum):
    """What is asked for."""

    TEXT = "TEXT"
    LONG_TEXT = "LONG_TEXT"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    DATE = "DATE"
    YES_NO = "YES_NO"
    CHOICE = "CHOICE"
    CHOICES = "CHOICES"
    PARTY = "PARTY"
    PRODUCT = "PRODUCT"
    DEPARTMENT = "DEPARTMENT"
    USER = "USER"
    ACCOUNT = "ACCOUNT"
    FILE = "FILE"
    TABLE = "TABLE"
    SUM = "SUM"


REFERENCES = frozenset(
    {FieldKind.PARTY, FieldKind.PRODUCT, FieldKind.DEPARTMENT, FieldKind.USER, FieldKind.ACCOUNT}
)
FIGURES = frozenset({FieldKind.NUMBER, FieldKind.MONEY, FieldKind.SUM})
WITH_CHOICES = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
IN_TABLES = frozenset(FieldKind) - {FieldKind.TABLE, FieldKind.SUM, FieldKind.FILE, FieldKind.CHOICES}
# Which kinds of fields can say what the approval wants to know.
FEEDS: Mapping[str, frozenset[FieldKind]] = {
    "TITLE": frozenset({FieldKind.TEXT}),
    "AMOUNT": frozenset({FieldKind.MONEY, FieldKind.SUM}),
    "DEPARTMENT": frozenset({FieldKind.DEPARTMENT}),
    "ACCOUNT": frozenset({FieldKind.ACCOUNT}),
    "PARTY": frozenset({FieldKind.PARTY}),
    "RISKS": frozenset({FieldKind.CHOICES}),
}


@dataclass(frozen=True)
class Field:
    """One question, with what is known of it; `columns` are those of a table."""

    code: str
    kind: FieldKind
    is_required: bool = False
    default: str | None = None
    sums: str | None = None
    feeds: str | None = None
    choices: tuple[str, ...] = ()
    columns: tuple["Field", ...] = field(default=())


class Unsound(ValueError):
    """Why a design cannot be published: a stable reason and the field it is about."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(f"{reason}: {code}")
        self.reason, self.code = reason, code


def check_design(fields: Sequence[Field]) -> None:
    """Say what is wrong with the questions of a version, the first thing first.

    >>> check_design([Field("kind", FieldKind.CHOICE)])
    Traceback (most recent call last):
    modules.forms.rules.fields.Unsound: NO_CHOICES: kind
    >>> check_design([Field("total", FieldKind.SUM, sums="lines.price")])
    Traceback (most recent call last):
    modules.forms.rules.fields.Unsound: NOTHING_TO_SUM: total
    """
    if not fields:
        raise Unsound("NO_FIELDS", "")
    if len(fields) > MOST_FIELDS:
        raise Unsound("TOO_MANY_FIELDS", fields[MOST_FIELDS].code)
    _check_codes(fields)
    fed: set[str] = set()
    for each in fields:
        _check_field(each)
        if each.kind is FieldKind.TABLE:
            _check_columns(each)
        if each.kind is FieldKind.SUM and not summed(fields, each):
            raise Unsound("NOTHING_TO_SUM", each.code)
        if each.feeds:
            if each.kind not in FEEDS[each.feeds] or each.feeds in fed:
                raise Unsound("CANNOT_FEED", each.code)
            fed.add(each.feeds)


def _check_codes(fields: Sequence[Field]) -> None:
    seen: set[str] = set()
    for each in fields:
        if not CODE.fullmatch(each.code):
            raise Unsound("BAD_CODE", each.code)
        if each.code in seen:
            raise Unsound("CODE_TWICE", each.code)
        seen.add(each.code)


def _check_field(each: Field) -> None:
    if each.kind in WITH_CHOICES and not each.choices:
        raise Unsound("NO_CHOICES", each.code)
    if len(each.choices) > MOST_CHOICES:
        raise Unsound("TOO_MANY_CHOICES", each.code)
    if each.default and each.kind in WITH_CHOICES and each.default not in each.choices:
        raise Unsound("DEFAULT_IS_NO_CHOICE", each.code)


def _check_columns(table: Field) -> None:
    if not table.columns:
        raise Unsound("NO_COLUMNS", table.code)
    if len(table.columns) > MOST_COLUMNS:
        raise Unsound("TOO_MANY_FIELDS", table.code)
    _check_codes(table.columns)
    for column in table.columns:
        if column.kind not in IN_TABLES:
            raise Unsound("NOT_IN_A_TABLE", f"{table.code}.{column.code}")
        _check_field(column)


def summed(fields: Sequence[Field], total: Field) -> list[tuple[str, str | None]]:
    """The figures a sum adds up: fields, or columns of a table as (table, column).

    >>> price = Field("price", FieldKind.MONEY)
    >>> lines = Field("lines", FieldKind.TABLE, columns=(price,))
    >>> summed([lines], Field("total", FieldKind.SUM, sums="lines.price"))
    [('lines', 'price')]
    """
    known = {each.code: each for each in fields}
    found: list[tuple[str, str | None]] = []
    for name in [part.strip() for part in (total.sums or "").split(",") if part.strip()]:
        first, _, column = name.partition(".")
        here = known.get(first)
        if here is None:
            return []
        if column:
            if here.kind is not FieldKind.TABLE:
                return []
            inner = next((each for each in here.columns if each.code == column), None)
            if inner is None or inner.kind not in FIGURES:
                return []
            found.append((first, column))
        elif here.kind in FIGURES and here.kind is not FieldKind.SUM:
            found.append((first, None))
        else:
            return []
    return found
