"""What a move learnt of late changes in worth, told by the sums of the days since: never by its history.

Moving average: had we known, what left since would have cost something else. The days since are gone
through twice, as they were and as they would have been; the difference at their end is what the goods
that are still here gain or lose by the late move. Nothing that was booked is booked again.

Ten for 1,000 yen on the 5th, ten left on the 20th. Then ten more of the 5th turn up that had cost 2,000:
what left should have cost 1,500, so of the 2,000 yen 1,500 stay and 500 are cost of sales.

    >>> then, day = Holding(Decimal(10), Decimal(1000)), Day(gone=Decimal(10))
    >>> change = changed_by([day], then, receive(then, Decimal(10), Decimal(2000)))
    >>> int(change)
    1500

A cost of 100 yen learnt after four of ten had left leaves 60 with those that are here:

    >>> int(changed_by([Day(gone=Decimal(4))], then, Holding(Decimal(10), Decimal(1100))))
    60
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import ZERO
from modules.inventory.rules.costing import Holding, receive

__all__ = ["Day", "changed_by", "least", "receive", "worth_after"]


@dataclass(frozen=True, slots=True)
class Day:
    """The sums of one day of a product in a warehouse."""

    came: Decimal = ZERO
    gone: Decimal = ZERO
    came_value: Decimal = ZERO
    gone_value: Decimal = ZERO
    revalued: Decimal = ZERO


def worth_after(start: Holding, days: Iterable[Day]) -> Fraction:
    """The exact worth after these days, each of which takes its goods at the average."""
    quantity, value = Fraction(start.quantity), Fraction(start.value)
    for day in days:
        quantity += Fraction(day.came)
        value += Fraction(day.came_value) + Fraction(day.revalued)
        if day.gone:
            left = max(quantity - Fraction(day.gone), Fraction(0))
            value = value * left / quantity if quantity > 0 else Fraction(0)
            quantity = left
    return value


def changed_by(days: Sequence[Day], was: Holding, is_now: Holding) -> Fraction:
    """What goods are worth more at the end of these days had they begun so and not so."""
    return worth_after(is_now, days) - worth_after(was, days)


def least(start: Holding, days: Iterable[Day]) -> tuple[Decimal, Decimal]:
    """The least quantity and the least booked value on any day from the first on.

    >>> days = [Day(gone=Decimal(7), gone_value=Decimal(700)), Day(came=Decimal(9), came_value=Decimal(9))]
    >>> least(Holding(Decimal(10), Decimal(1000)), days)
    (Decimal('3'), Decimal('300'))
    """
    quantity, value = start.quantity, start.value
    low_quantity, low_value = quantity, value
    for day in days:
        quantity += day.came - day.gone
        value += day.came_value - day.gone_value + day.revalued
        low_quantity, low_value = min(low_quantity, quantity), min(low_value, value)
    return low_quantity, low_value
