"""A price without tax and the same price with it inside: one is kept, the other follows (税抜, 税込).

Consumers are shown what they pay, companies mostly the price without tax (INV-29). A document has one basis;
a price that is kept on the other is turned to it before anything is added up (INV-24), exactly and rounded
once, with the tax rounded as the document's tax is (INV-20, INV-22):

    >>> ten, eight, down = Decimal(10), Decimal(8), Rounding.DOWN
    >>> on_basis(Decimal(1000), ten, inside=False, wanted=True, rounding=down, currency="JPY")
    Decimal('1100')
    >>> on_basis(Decimal(1100), ten, inside=True, wanted=False, rounding=down, currency="JPY")
    Decimal('1000')
    >>> on_basis(Decimal(98), eight, inside=False, wanted=True, rounding=down, currency="JPY")
    Decimal('105')
    >>> on_basis(Decimal(21), ten, inside=True, wanted=False, rounding=down, currency="JPY")
    Decimal('20')
    >>> on_basis(Decimal(98), eight, inside=False, wanted=False, rounding=down, currency="JPY")
    Decimal('98')
"""

from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import Rounding, round_money


def on_basis(
    price: Decimal, rate: Decimal, *, inside: bool, wanted: bool, rounding: Rounding, currency: str
) -> Decimal:
    """The price with the tax inside when that is wanted, else without; as it is where nothing changes."""
    if inside == wanted:
        return price
    percent = Fraction(rate)
    share = percent / (100 + percent) if inside else percent / 100
    tax = round_money(Fraction(price) * share, currency, rounding)
    return price - tax if inside else price + tax
