"""Amounts nobody types: daily allowances (日当) by the days of a trip, and mileage by the kilometre.

Each day of a trip takes the rate of that day and grade:

    >>> rates = [Rate(None, date(2026, 4, 1), Decimal(2500)), Rate("M", date(2026, 4, 1), Decimal(3000)),
    ...          Rate("M", date(2026, 10, 1), Decimal(3500))]
    >>> allowance(rates, "M", date(2026, 9, 29), date(2026, 10, 1))
    Decimal('9500')
    >>> allowance(rates, "S", date(2026, 9, 29), date(2026, 9, 29))
    Decimal('2500')
    >>> allowance(rates, "S", date(2026, 3, 31), date(2026, 4, 1)) is None
    True

A kilometre is paid at the rate of the day, what is less than a yen falls away:

    >>> rates = [Rate(None, date(2026, 4, 1), Decimal("15.5"))]
    >>> mileage(rates, None, date(2026, 4, 2), Decimal("12.3"), "JPY")
    Decimal('190')
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import Rounding, round_money
from modules.expenses.rules.policy import limit_on


@dataclass(frozen=True, slots=True)
class Rate:
    """Yen a day or a kilometre."""

    grade: Hashable | None
    valid_from: date
    amount: Decimal


def allowance(rates: Sequence[Rate], grade: Hashable | None, first: date, last: date) -> Decimal | None:
    """All days of a trip together; None where a day has no rate."""
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    found = [limit_on(rates, grade, day) for day in days]
    if any(each is None for each in found):
        return None
    return sum((each.amount for each in found if each), Decimal(0))


def mileage(
    rates: Sequence[Rate], grade: Hashable | None, on: date, distance: Decimal, currency: str
) -> Decimal | None:
    """What a way by one's own car is worth; None where there is no rate."""
    rate = limit_on(rates, grade, on)
    if rate is None:
        return None
    return round_money(Fraction(rate.amount) * Fraction(distance), currency, Rounding.DOWN)
