"""How figures and days look to people: the only place that formats an amount, a quantity or a date.

>>> money("1200", "JPY"), money("9.8", "USD"), money("-1234567", "JPY")
('¥1,200', '$9.80', '-¥1,234,567')
>>> quantity("30.500000"), quantity("1200")
('30.5', '1,200')
>>> day("2026-04-01"), moment("2026-04-01T00:30:00+00:00", "Asia/Tokyo")
('2026/04/01', '2026/04/01 09:30')
"""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_symbol

from erp.kernel.money import decimals_of


@cache
def symbol(currency: str) -> str:
    """Half-width in both languages, so that columns of amounts stand in line."""
    return "¥" if currency == "JPY" else get_currency_symbol(currency, locale="en")


@cache
def places(currency: str) -> int:
    try:
        return decimals_of(currency)
    except ValueError:
        return 2


def amount(value: str, currency: str) -> str:
    """The amount without its currency; a price finer than the coin keeps its places.

    >>> amount("1234.5", "JPY"), amount("1200.00", "JPY"), amount("", "JPY")
    ('1,234.5', '1,200', '')
    """
    number = _decimal(value)
    if number is None:
        return str(value or "")
    _, _, rest = f"{number:f}".partition(".")
    shown = max(places(currency), len(rest.rstrip("0")))
    return f"{number:,.{shown}f}"


def money(value: str, currency: str) -> str:
    """The amount with its currency in front, the sign before both."""
    shown = amount(value, currency)
    if not shown:
        return ""
    sign, digits = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
    return f"{sign}{symbol(currency)}{digits}"


def quantity(value: str) -> str:
    """How much, with as many places as it has."""
    number = _decimal(value)
    if number is None:
        return str(value or "")
    whole, dot, rest = f"{number:,f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}{dot if rest else ''}{rest}"


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(str(value)) if value not in (None, "") else None
    except InvalidOperation:
        return None


def day(value: str) -> str:
    """A day as everybody in the house writes it."""
    return str(value or "")[:10].replace("-", "/")


def moment(value: str, timezone: str) -> str:
    """An instant on the clock of the company."""
    if not value:
        return ""
    at = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return at.astimezone(ZoneInfo(timezone)).strftime("%Y/%m/%d %H:%M")


def plain_digits(text: str) -> str:
    """A figure as people type it, in the form that goes on the wire; what is no figure stays as it is.

    >>> plain_digits("１，２００"), plain_digits("¥1,200"), plain_digits("△300"), plain_digits("１２．５")
    ('1200', '1200', '-300', '12.5')
    >>> plain_digits("1,2"), plain_digits("約5")
    ('1,2', '約5')
    """
    narrow = unicodedata.normalize("NFKC", text).strip().replace("、", ",").replace(" ", "")
    narrow = re.sub(r"^[△▲−‐–—](?=\D?\d)", "-", narrow)
    narrow = re.sub(r"^(-?)[¥$€£](?=[\d.-])", r"\1", narrow)
    narrow = re.sub(r"(?<=\d)円$", "", narrow)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", narrow):
        narrow = narrow.replace(",", "")
    return narrow if re.fullmatch(r"-?\d+(\.\d+)?", narrow) else text.strip()
