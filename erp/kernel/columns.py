"""The kinds of columns the house has. A table is written with these and nothing else.

Piccolo's own defaults are not ours: its foreign keys may be empty and cascade, its texts are `''` when
nobody said anything, its numbers 0. Here a column is NOT NULL without a default unless the table says
otherwise, so that a value somebody forgot is refused instead of invented.
"""

from decimal import Decimal
from enum import Enum
from typing import Any

from piccolo.columns import JSONB as Jsonb
from piccolo.columns import UUID, Boolean, Date, ForeignKey, Integer, Numeric, Text, Timestamptz
from piccolo.columns import BigInt as BigInteger
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.defaults.uuid import UUID7
from piccolo.table import Table

MONEY = (18, 4)
QUANTITY = (18, 6)


def key() -> UUID:
    """The machine's name of a row."""
    return UUID(primary_key=True, default=UUID7())


def ref(
    table: type[Table] | str, *, null: bool = False, index: bool = False, unique: bool = False
) -> ForeignKey:
    """A row of another table that must exist and cannot be deleted from under us; `"self"` for the same
    table.
    """
    return ForeignKey(
        references=table,
        null=null,
        index=index,
        unique=unique,
        default=None,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
    )


def key_of_document(*, null: bool = False, index: bool = False, unique: bool = False) -> UUID:
    """The id of something another module keeps, or that may be of several kinds: no foreign key, a plain
    UUID.
    """
    return UUID(default=None, null=null, index=index, unique=unique)


def money(*, null: bool = False, default: Decimal | None = None) -> Numeric:
    """An amount; its currency stands beside it."""
    return Numeric(digits=MONEY, null=null, default=default)


def quantity(*, null: bool = False, default: Decimal | None = None) -> Numeric:
    """How much of a product; its unit stands beside it."""
    return Numeric(digits=QUANTITY, null=null, default=default)


def rate(*, null: bool = False, default: Decimal | None = None) -> Numeric:
    """A share such as a tax rate, 0.10 for ten per cent."""
    return Numeric(digits=(9, 6), null=null, default=default)


def text(
    *,
    null: bool = False,
    default: str | None = None,
    unique: bool = False,
    index: bool = False,
    secret: bool = False,
) -> Text:
    """Words. Nothing is NULL, never `''`, unless the table says so itself."""
    return Text(null=null, default=default, unique=unique, index=index, secret=secret)


def choice(
    kinds: type[Enum], *, null: bool = False, default: Enum | None = None, index: bool = False
) -> Text:
    """One of the values of an enumeration, kept as its text."""
    return Text(null=null, default=default, choices=kinds, index=index)


def day(*, null: bool = False, index: bool = False) -> Date:
    """A business date."""
    return Date(null=null, default=None, index=index)


def instant(*, null: bool = False) -> Timestamptz:
    """A point in time. One that must be there is, unless given, the moment its transaction began."""
    return Timestamptz(null=null, default=None if null else TimestamptzNow())


def flag(*, default: bool | None = False) -> Boolean:
    """Yes or no, and never neither."""
    return Boolean(null=False, default=default)


def whole(*, null: bool = False, default: int | None = None, index: bool = False) -> Integer:
    """A count or a position."""
    return Integer(null=null, default=default, index=index)


def big_whole(*, null: bool = False, default: int | None = None, index: bool = False) -> BigInteger:
    """A count that may pass two thousand million, or a transaction's id."""
    return BigInteger(null=null, default=default, index=index)


def document_json(*, null: bool = False, default: Any = None) -> Jsonb:
    """Structured data nobody filters by."""
    return Jsonb(null=null, default=default)
