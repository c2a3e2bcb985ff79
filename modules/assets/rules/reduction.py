"""What goes when a part of an asset is gone, or when it is worth less than its books say.

A quarter of a machine of 1,000,000 yen, of which 100,000 were taken off, had a book value of 225,000:

>>> gone = part_gone(Decimal(250000), cost=Decimal(1000000), before=Decimal(0), taken=Decimal(100000))
>>> gone.cost, gone.taken, gone.book
(Decimal('250000'), Decimal('25000'), Decimal('225000'))

Worth 450,000 instead of 900,000, half of everything goes, and what is left lasts for the rest of its life:

>>> gone = worth_gone(Decimal(450000), cost=Decimal(1000000), before=Decimal(0), taken=Decimal(100000))
>>> gone.cost, gone.taken, gone.book
(Decimal('500000'), Decimal('50000'), Decimal('450000'))
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Gone:
    """So much of the cost, and of what was taken off it before and in these books; the rest is the loss."""

    cost: Decimal
    before: Decimal
    taken: Decimal

    @property
    def book(self) -> Decimal:
        """The book value that goes."""
        return self.cost - self.before - self.taken


def part_gone(part: Decimal, *, cost: Decimal, before: Decimal, taken: Decimal) -> Gone:
    """A part by its share of the cost."""
    share = Fraction(part) / Fraction(cost)
    return Gone(part, _of(before, share), _of(taken, share))


def worth_gone(loss: Decimal, *, cost: Decimal, before: Decimal, taken: Decimal) -> Gone:
    """A loss of book value, as the same share of the cost and of what was taken off it."""
    share = Fraction(loss) / Fraction(cost - before - taken)
    whole, earlier = _of(cost, share), _of(before, share)
    return Gone(whole, earlier, whole - earlier - loss)


def _of(amount: Decimal, share: Fraction) -> Decimal:
    exact = Fraction(amount) * share
    return Decimal(exact.numerator // exact.denominator)
