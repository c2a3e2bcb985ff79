"""How pieces are told apart (個体管理): what a line must say of them, and what becomes of it.

A product that is not tracked names no lot; a tracked one is never without. With an expiry (期限) the day is
part of the lot; with serial numbers each piece is its own lot of one.

    >>> [(p.lot, str(p.quantity)) for p in pieces(Tracking.SERIAL, Decimal(2), None, None, ["A1", "A2"])]
    [('A1', '1'), ('A2', '1')]
    >>> [(p.lot, str(p.quantity)) for p in pieces(Tracking.LOT, Decimal(5), " L1 ", None, [])]
    [('L1', '5')]
    >>> pieces(Tracking.NONE, Decimal(5), "L1", None, [])
    Traceback (most recent call last):
    modules.inventory.rules.tracking.LotNotTracked: LOT_NOT_TRACKED lot=L1
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from erp.kernel.errors import Refused
from erp.masterdata.states import Tracking

LONGEST = 40


class LotNotTracked(Refused):
    """A lot was named for a product whose pieces are not told apart."""


class LotRequired(Refused):
    """A product that is tracked by lot came without one."""


class ExpiryRequired(Refused):
    """A product that expires came without its day."""


class SerialsDiffer(Refused):
    """As many serial numbers as pieces, each once."""


class BadLot(Refused):
    """A lot number is one line of at most forty characters without spaces around it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """So many of a product that cannot be told from each other; no lot where nothing is tracked."""

    lot: str
    quantity: Decimal
    is_serial: bool = False
    expires_on: date | None = None


def numbers_in(given: Sequence[str]) -> list[str]:
    """Serial numbers as they are typed or scanned: one each, or several in a row.

    >>> numbers_in(["A1, A2", "A3 A4"])
    ['A1', 'A2', 'A3', 'A4']
    """
    return [number for each in given for number in re.split(r"[\s,、，;]+", each) if number]


def pieces(
    tracking: Tracking, quantity: Decimal, lot: str | None, expires_on: date | None, serials: Sequence[str]
) -> list[Piece]:
    """What a line brings, by what can be told apart; refuses what does not go with the product."""
    code, numbers = (lot or "").strip(), numbers_in(serials)
    if tracking is Tracking.NONE:
        if code or numbers or expires_on:
            raise LotNotTracked(lot=code or (numbers[0] if numbers else str(expires_on)))
        return [Piece("", quantity)]
    if tracking is Tracking.SERIAL:
        numbers = numbers or numbers_in([code])
        if not numbers or len(numbers) != quantity or len(set(numbers)) != len(numbers):
            raise SerialsDiffer(quantity=quantity, given=len(set(numbers)))
        return [Piece(_sound(number), Decimal(1), True, expires_on) for number in numbers]
    if not code:
        raise LotRequired()
    if tracking is Tracking.EXPIRY and expires_on is None:
        raise ExpiryRequired(lot=code)
    return [Piece(_sound(code), quantity, False, expires_on)]


def _sound(code: str) -> str:
    if len(code) > LONGEST or not code.isprintable():
        raise BadLot(lot=code[:LONGEST])
    return code


def may_be_picked(expires_on: date | None, shelf_days: int, on: date) -> bool:
    """Whether a lot still has the days a customer may ask for; on its last day it still has one of none.

    >>> today = date(2026, 4, 10)
    >>> may_be_picked(date(2026, 4, 10), 0, today), may_be_picked(date(2026, 4, 9), 0, today)
    (True, False)
    >>> may_be_picked(date(2026, 4, 30), 30, today)
    False
    """
    return expires_on is None or expires_on >= on + timedelta(days=shelf_days)
