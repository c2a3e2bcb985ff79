"""What another currency is worth in ours, and what paying a part of a debt makes of what it was booked at.

A thousand dollars booked at 150 and paid at 152 cost 2,000 yen more than was owed:

>>> part = paid_part(Decimal(1000), Decimal(1000), Decimal(150000), Decimal(152), "JPY")
>>> int(part.booked), int(part.paid), int(part.loss)
(150000, 152000, 2000)

Of three parts the last takes what is left, so that nothing of the debt stays:

>>> left, open = Decimal("100.00"), Decimal(15001)
>>> for amount in ("33.33", "33.33", "33.34"):
...     part = paid_part(Decimal(amount), left, open, Decimal(150), "JPY")
...     left, open = left - Decimal(amount), open - part.booked
...     print(part.booked, part.paid, part.loss, left, open)
5000 5000 0 66.67 10001
5000 5000 0 33.34 5001
5001 5001 0 0.00 0
"""

from dataclasses import dataclass
from decimal import Decimal

from erp.kernel.money import Rounding, round_money


@dataclass(frozen=True, slots=True)
class PaidPart:
    """What a part of a debt had been booked at, and what it cost to pay."""

    booked: Decimal
    paid: Decimal

    @property
    def loss(self) -> Decimal:
        """What it cost more than was booked; below nothing it is a gain."""
        return self.paid - self.booked


def converted(amount: Decimal, rate: Decimal, currency: str) -> Decimal:
    """The amount in our coins, rounded half up.

    >>> converted(Decimal("10.05"), Decimal("151.25"), "JPY"), converted(Decimal("-0.01"), Decimal(50), "JPY")
    (Decimal('1520'), Decimal('-1'))
    """
    return round_money(amount * rate, currency, Rounding.HALF_UP)


def paid_part(
    amount: Decimal, foreign_open: Decimal, booked_open: Decimal, rate: Decimal, currency: str
) -> PaidPart:
    """The share of what was booked that goes with a part, and its worth at the rate of the payment."""
    return PaidPart(share_of(amount, foreign_open, booked_open, currency), converted(amount, rate, currency))


def share_of(amount: Decimal, foreign_open: Decimal, booked_open: Decimal, currency: str) -> Decimal:
    """What a part of an open amount was booked at; the last part takes what is left."""
    if amount == foreign_open:
        return booked_open
    share = round_money(booked_open * amount / foreign_open, currency, Rounding.HALF_UP)
    return min(share, booked_open)
