"""What an invoice's line comes to, and what a part of it comes to when some of it is taken back.

    >>> line_amount(Decimal(3), Decimal("9.80"), Decimal(15), "USD")
    Decimal('24.99')

A line of 100 yen for three pieces, taken back one by one: the last piece takes what is left, so that nothing
of the line remains when all of it is back.

    >>> part = partial_amount(Decimal(100), of=Decimal(3), already=(Decimal(0), Decimal(0)), taken=Decimal(1),
    ...                       currency="JPY")
    >>> part
    Decimal('33')
    >>> partial_amount(Decimal(100), of=Decimal(3), already=(Decimal(2), Decimal(66)), taken=Decimal(1),
    ...                currency="JPY")
    Decimal('34')
"""

from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import Rounding, round_money

HUNDRED = 100


def line_amount(quantity: Decimal, unit_price: Decimal, discount: Decimal, currency: str) -> Decimal:
    """Quantity times price less a discount in per cent, rounded once."""
    if not 0 <= discount <= HUNDRED:
        raise ValueError("a discount is between nothing and everything")
    exact = Fraction(quantity) * Fraction(unit_price) * (HUNDRED - Fraction(discount)) / HUNDRED
    return round_money(exact, currency, Rounding.HALF_UP)


def partial_amount(
    amount: Decimal, *, of: Decimal, already: tuple[Decimal, Decimal], taken: Decimal, currency: str
) -> Decimal:
    """The share of a line's amount for the quantity taken now; `already` is quantity and amount before."""
    before, spent = already
    if not 0 < taken <= of - before:
        raise ValueError("what is taken is part of what is left")
    if taken == of - before:
        return amount - spent
    share = round_money(Fraction(amount) * Fraction(taken) / Fraction(of), currency, Rounding.HALF_UP)
    return min(share, amount - spent)
