"""How a cost of getting goods here (諸掛) is shared among what came: by value, quantity or weight.

1,000 yen of freight over goods for 30,000 and 60,000 yen, and over 2 and 1 pieces:

    >>> [str(part) for part in spread(Decimal(1000), [Decimal(30000), Decimal(60000)], "JPY")]
    ['333', '667']
    >>> [str(part) for part in spread(Decimal(1000), [Decimal(2), Decimal(1)], "JPY")]
    ['667', '333']
    >>> spread(Decimal(1000), [Decimal(0), Decimal(0)], "JPY")
    Traceback (most recent call last):
    modules.inventory.rules.spreading.NothingToSpreadBy: NOTHING_TO_SPREAD_BY field=spreadBy
"""

from collections.abc import Sequence
from decimal import Decimal

from erp.kernel.errors import Refused
from erp.kernel.money import allocate


class NothingToSpreadBy(Refused):
    """All that came counts nothing by this measure."""

    def __init__(self) -> None:
        super().__init__(field="spreadBy")


def spread(amount: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """The share of each, in whole coins; they add up to the amount."""
    if not any(weights):
        raise NothingToSpreadBy
    return allocate(amount, weights, currency)
