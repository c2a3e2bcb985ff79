"""The kinds of plain values that cross the door, each with one way to be written.

Figures are text of digits and one dot (a JSON number is a binary fraction in most programs), days are
`2026-04-01`, instants carry their zone. What cannot be taken says why with a stable reason; nothing is
rounded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLError, ValueNode, value_from_ast_untyped
from strawberry import ID
from strawberry.scalars import JSON

from erp.kernel.attaching import Wanted
from erp.kernel.digits import BadFigure, parse_digits
from erp.kernel.files import Attached, Stored
from erp.kernel.money import Money, parse_money
from erp.kernel.quantity import Quantity, parse_quantity

LONGEST_TEXT = 10_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
# Line breaks in a name break lists, files for banks and headers of mails; some letters cannot be seen at all.
_UNSEEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAK = re.compile(r"[\t\n\r\u2028\u2029]")
_MAY_HAVE_LINES = re.compile(
    r"(^|_)(note|reason|memo|comment|description|text|message|body|terms|csv|hint)s?$"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}", re.ASCII)


class Unfit(ValueError):
    """A value that cannot be taken; the reason is stable and has a translation."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(value: Any) -> str:
    """Words as they were written, without letters that nobody sees or that turn the direction of reading."""
    if not isinstance(value, str):
        raise Unfit("NOT_A_TEXT")
    if len(value) > LONGEST_TEXT:
        raise Unfit("TOO_LONG")
    if _UNSEEN.search(value):
        raise Unfit("UNPRINTABLE")
    return value


def may_have_lines(name: str) -> bool:
    """Whether words given under this name may be written in several lines; a name or a number may not.

    >>> may_have_lines("answer_note"), may_have_lines("name_ja"), may_have_lines("denoted")
    (True, False, False)
    """
    return _MAY_HAVE_LINES.search(name) is not None


def one_line(value: str) -> str:
    """Words that stand in one line of a list, a file or a heading."""
    if _BREAK.search(value):
        raise Unfit("MORE_THAN_ONE_LINE")
    return value


def whole(value: Any) -> int:
    """A number without decimals, of the size GraphQL's Int has."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit("NOT_A_WHOLE_NUMBER")
    if not -(2**31) <= value < 2**31:
        raise Unfit("TOO_LARGE")
    return value


def flag(value: Any) -> bool:
    """Yes or no; a text that says "true" is neither."""
    if not isinstance(value, bool):
        raise Unfit("NOT_YES_OR_NO")
    return value


def key(value: Any) -> UUID:
    """The machine's name of a record."""
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise Unfit("NOT_AN_ID")
    return UUID(value)


def day(value: Any) -> date:
    """A date of the calendar, of a time in which business may be done: a year that is mistyped is no date.

    >>> day("2026-02-29")
    Traceback (most recent call last):
    erp.api.scalars.Unfit: NOT_A_DATE
    """
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise Unfit("NOT_A_DATE")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise Unfit("NOT_A_DATE") from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise Unfit("NOT_A_DATE")
    return found


def instant(value: Any) -> datetime:
    """A point in time; without a zone it would mean different moments to different readers."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise Unfit("NOT_AN_INSTANT")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise Unfit("NOT_AN_INSTANT") from None
    if not FIRST_DAY <= found.date() <= LAST_DAY:
        raise Unfit("NOT_AN_INSTANT")
    return found


def _figure(parse: Callable[[str], Decimal]) -> Callable[[Any], Decimal]:
    def taken(value: Any) -> Decimal:
        try:
            return parse(value)
        except BadFigure as unfit:
            raise Unfit(unfit.reason) from None

    return taken


# Which currency an amount is in is known only to the action, which refuses what is finer than its coins.
money = _figure(lambda value: parse_money(value, 4))
quantity = _figure(parse_quantity)
rate = _figure(lambda value: parse_digits(value, decimals=6, whole_digits=12))


def file_with_content(value: Any) -> Wanted:
    """The key of an uploaded file; the file is looked up when all else is understood."""
    return Wanted(key(value), content=True)


def file_as_it_lies(value: Any) -> Wanted:
    """The key of an uploaded file whose content stays where it is."""
    return Wanted(key(value), content=False)


def anything(value: Any) -> Any:
    """Structured data, as it is."""
    return value


@dataclass(frozen=True)
class Kind:
    """A scalar: its name and meaning in the schema, and how a value of it is taken."""

    name: str
    take: Callable[[Any], Any]
    description: str | None = None


KINDS: dict[Any, Kind] = {
    ID: Kind("ID", key),
    str: Kind("String", text),
    int: Kind("Int", whole),
    bool: Kind("Boolean", flag),
    date: Kind("Date", day, "A date of the calendar: 2026-04-01."),
    datetime: Kind("DateTime", instant, "A point in time with its zone: 2026-04-01T09:00:00+09:00."),
    Decimal: Kind("Decimal", rate, "A rate or share as text: digits and one dot, at most six decimals."),
    Money: Kind(
        "Money", money, "An amount as text: digits and one dot, no more decimals than its currency has."
    ),
    Quantity: Kind("Quantity", quantity, "How much, as text: digits and one dot, at most six decimals."),
    JSON: Kind("JSON", anything, "Structured data."),
    Attached: Kind("ID", file_with_content),
    Stored: Kind("ID", file_as_it_lies),
}


def _definition(kind: Kind) -> Any:
    def taken(value: Any) -> Any:
        try:
            return kind.take(value)
        except Unfit as unfit:
            raise GraphQLError(f"{kind.name}: {unfit.reason}") from None

    def literal(node: ValueNode, variables: Any = None) -> Any:
        return taken(value_from_ast_untyped(node, variables))

    return strawberry.scalar(
        name=kind.name, description=kind.description, serialize=str, parse_value=taken, parse_literal=literal
    )


SCALARS = {base: _definition(kind) for base, kind in KINDS.items() if kind.description}
