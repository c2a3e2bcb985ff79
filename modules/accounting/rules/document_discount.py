"""A discount on a whole invoice (INV-25): each rate bears its part, in proportion to its amounts.

The parts are whole coins and add up to the discount; what rounding leaves goes to the largest rests. The tax
is then computed once per rate from what is left.

    >>> spread(Decimal(1000), [Decimal(20000), Decimal(10000)], "JPY")
    [Decimal('667'), Decimal('333')]
    >>> spread(Decimal(0), [Decimal(5)], "JPY")
    [Decimal('0')]
    >>> spread(Decimal(31), [Decimal(20), Decimal(10)], "JPY")
    Traceback (most recent call last):
    ValueError: a discount is not more than what it is taken from
"""

from collections.abc import Sequence
from decimal import Decimal

from erp.kernel.money import ZERO, allocate


def spread(discount: Decimal, amounts: Sequence[Decimal], currency: str) -> list[Decimal]:
    """The part of each amount; no part is more than its amount."""
    if not 0 <= discount <= sum(amounts, ZERO):
        raise ValueError("a discount is not more than what it is taken from")
    if not discount:
        return [ZERO] * len(amounts)
    return allocate(discount, list(amounts), currency)
