"""Moving average cost (移動平均法): what goods are worth here, and what they cost when they go.

One of the valuation methods of the corporation tax act (order art. 28). The average is kept as quantity
and value, never as a rounded unit price: the value is in whole coins, and whoever takes the last piece
takes the whole rest of the value. So stock and its account in the ledger can never drift apart by a yen.

Ten for 1,000 yen and five for 700 yen make an average of 113.33; three at a time, nothing is left over:

    >>> stock = receive(receive(NOTHING, Decimal(10), Decimal(1000)), Decimal(5), Decimal(700))
    >>> taken = []
    >>> while stock.quantity:
    ...     stock, value = issue(stock, Decimal(3), "JPY")
    ...     taken.append(int(value))
    >>> taken, sum(taken)
    ([340, 340, 340, 340, 340], 1700)
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from erp.kernel.errors import Refused
from erp.kernel.money import ZERO, Rounding, quantize, round_money


class MoreThanOnHand(Refused):
    """Goods that are not there have no cost."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A product in stock: how much of it and what all of it is worth."""

    quantity: Decimal
    value: Decimal

    @property
    def average(self) -> Fraction:
        """The exact cost of one unit; nothing when there is nothing."""
        return Fraction(self.value) / Fraction(self.quantity) if self.quantity else Fraction(0)


NOTHING = Holding(ZERO, ZERO)


def issue_value(on_hand_qty: Decimal, on_hand_value: Decimal, quantity: Decimal, currency: str) -> Decimal:
    """What the goods that leave are worth: their share of the value, and all of it when all of them leave.

    >>> issue_value(Decimal(3), Decimal(100), Decimal(1), "JPY")
    Decimal('33')
    >>> issue_value(Decimal(3), Decimal(100), Decimal(3), "JPY")
    Decimal('100')
    >>> issue_value(Decimal(3), Decimal(100), Decimal(4), "JPY")
    Traceback (most recent call last):
    modules.inventory.rules.costing.MoreThanOnHand: MORE_THAN_ON_HAND on_hand=3 quantity=4
    """
    if quantity < 0 or on_hand_qty < 0 or on_hand_value < 0:
        raise ValueError("quantities and values in stock are not below zero")
    if quantity > on_hand_qty:
        raise MoreThanOnHand(on_hand=on_hand_qty, quantity=quantity)
    value = quantize(on_hand_value, currency)
    if quantity == on_hand_qty:
        return value
    share = Fraction(value) * Fraction(quantity) / Fraction(on_hand_qty)
    return round_money(share, currency, Rounding.HALF_UP)


def issue(holding: Holding, quantity: Decimal, currency: str) -> tuple[Holding, Decimal]:
    """What stays, and the value of what goes."""
    value = issue_value(holding.quantity, holding.value, quantity, currency)
    return Holding(holding.quantity - quantity, holding.value - value), value


def receive(holding: Holding, quantity: Decimal, value: Decimal) -> Holding:
    """Goods come in with the whole cost of getting them (freight and duty included)."""
    if quantity <= 0 or value < 0:
        raise ValueError("goods come in with a quantity above zero and a value not below zero")
    return Holding(holding.quantity + quantity, holding.value + value)


def receipt_value(quantity: Decimal, unit_cost: Decimal, currency: str) -> Decimal:
    """The value of a receipt at a unit cost, in whole coins.

    >>> receipt_value(Decimal(3), Decimal("127.5"), "JPY")
    Decimal('383')
    """
    return round_money(Fraction(quantity) * Fraction(unit_cost), currency, Rounding.HALF_UP)


def return_value(shipped: Holding, returned_before: Holding, quantity: Decimal, currency: str) -> Decimal:
    """Returned goods are worth what they cost when they left: a full return undoes the whole cost.

    Three left at 100 yen; one comes back, then the other two:

    >>> shipped, back = Holding(Decimal(3), Decimal(100)), NOTHING
    >>> first = return_value(shipped, back, Decimal(1), "JPY")
    >>> rest = return_value(shipped, receive(back, Decimal(1), first), Decimal(2), "JPY")
    >>> int(first), int(rest)
    (33, 67)
    """
    return issue_value(
        shipped.quantity - returned_before.quantity, shipped.value - returned_before.value, quantity, currency
    )
