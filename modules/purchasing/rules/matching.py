"""Three-way match (三点照合): what was ordered, what was accepted, what is billed.

>>> [finding(price, quantity).value for price in (False, True) for quantity in (False, True)]
['NONE', 'QUANTITY', 'PRICE', 'BOTH']

What waits for a bill is given up in parts, the last one takes the rest. Three accepted for 100 yen in all:

>>> [str(released(Decimal(3), Decimal(100), Decimal(1), Decimal(33))), str(released(Decimal(2), Decimal(67),
...     Decimal(2), Decimal(66)))]
['33', '67']

A bill for more than was accepted takes all of it, and the rest at the ordered price:

>>> str(released(Decimal(2), Decimal(67), Decimal(3), Decimal(100)))
'100'

What came back after it was billed is a claim (below zero); a credit note gives it up the same way:

>>> str(released(Decimal(-2), Decimal(-67), Decimal(-2), Decimal(-66)))
'-67'

A bill in another currency takes its share of what was booked, at whatever rates the goods came in:

>>> share = [taken_abroad(*map(Decimal, each)) for each in (
...     ("10", "151000", "4", "61600"), ("10", "151000", "10", "154000"), ("0", "0", "2", "30800"))]
>>> [str(each) for each in share]
['60400', '154000', '30800']
"""

from decimal import Decimal
from fractions import Fraction

from modules.purchasing.states import BillFinding

ZERO = Decimal(0)


def finding(price_outside: bool, quantity_outside: bool) -> BillFinding:
    """What is wrong with a line."""
    if price_outside and quantity_outside:
        return BillFinding.BOTH
    if price_outside:
        return BillFinding.PRICE
    return BillFinding.QUANTITY if quantity_outside else BillFinding.NONE


def share_of(waiting: Decimal, amount: Decimal, billed: Decimal) -> Fraction:
    """The exact part of what waits that a quantity takes."""
    return Fraction(amount) * Fraction(billed) / Fraction(waiting)


def released(waiting: Decimal, amount: Decimal, billed: Decimal, at_order_price: Decimal) -> Decimal:
    """What a bill takes of the amount that waits for one; both are below zero for credit notes.

    `at_order_price` is what the billed quantity comes to at the ordered price, rounded: it is what a part
    takes, and what a quantity that was never accepted counts with.
    """
    if waiting == ZERO or (waiting > ZERO) != (billed > ZERO):
        return at_order_price
    if abs(billed) == abs(waiting):
        return amount
    if abs(billed) > abs(waiting):
        beyond = at_order_price * (abs(billed) - abs(waiting)) / abs(billed)
        return amount + beyond.quantize(at_order_price)
    part = at_order_price
    return min(part, amount) if billed > ZERO else max(part, amount)


def taken_abroad(waiting: Decimal, amount: Decimal, billed: Decimal, at_rate_of_bill: Decimal) -> Decimal:
    """What `released` takes for a part: its share of what waits, else the price at the bill's rate."""
    if waiting == ZERO or (waiting > ZERO) != (billed > ZERO) or abs(billed) >= abs(waiting):
        return at_rate_of_bill
    share = share_of(waiting, amount, billed)
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(at_rate_of_bill)


def allowance_of(billed: Decimal, open_quantity: Decimal, allowance: Decimal, decimals: int) -> Decimal:
    """What a bill is to come down by for goods taken under concession; the last bill takes what is left.

    >>> [str(allowance_of(Decimal(each), Decimal(10), Decimal(50), 0)) for each in (3, 10, 11)]
    ['15', '50', '50']
    >>> str(allowance_of(Decimal(1), Decimal(0), Decimal(50), 0))
    '0'
    """
    if not allowance or open_quantity <= ZERO:
        return ZERO
    if billed >= open_quantity:
        return allowance
    share = share_of(open_quantity, allowance, billed)
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(Decimal(1).scaleb(-decimals))
