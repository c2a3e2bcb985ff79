"""Quantity: how much of something, in a unit, to at most six places.

A quantity is never rounded by us: three pieces are not a quarter of a dozen and a bit. A conversion
between units is exact or it is refused, and the clerk enters the quantity in the unit in which it was
counted.

    >>> parse_quantity("2.5")
    Decimal('2.5')
    >>> wire(convert(Decimal("2.5"), Decimal(12)))
    '30'
"""

from decimal import Decimal
from fractions import Fraction
from typing import NewType

from erp.kernel.digits import WIDE, BadFigure, NotPlainDigits, TooLarge, TooManyDecimals, parse_digits, wire
from erp.kernel.errors import Refused

__all__ = [
    "BadFigure",
    "InexactConversion",
    "NotPlainDigits",
    "Quantity",
    "TooLarge",
    "TooManyDecimals",
    "convert",
    "parse_quantity",
    "wire",
]

Quantity = NewType("Quantity", Decimal)

DECIMALS = 6
WHOLE_DIGITS = 12  # numeric(18,6): twelve before the dot, six after it


class InexactConversion(Refused):
    """The quantity has no exact counterpart in the other unit."""


def parse_quantity(text: str, decimals: int = DECIMALS) -> Decimal:
    """The quantity as written; a unit that is counted whole has no decimals.

    >>> parse_quantity("1.5", decimals=0)
    Traceback (most recent call last):
    erp.kernel.digits.TooManyDecimals: TOO_MANY_DECIMALS: '1.5'
    """
    return parse_digits(text, decimals=min(decimals, DECIMALS), whole_digits=WHOLE_DIGITS)


def convert(quantity: Decimal, factor: Decimal | Fraction, decimals: int = DECIMALS) -> Decimal:
    """The quantity in another unit; `factor` says how many of the other unit one of this unit is.

    Pieces to dozens is a factor of one twelfth:

    >>> convert(Decimal(30), Fraction(1, 12))
    Decimal('2.5')
    >>> convert(Decimal(10), Fraction(1, 12))
    Traceback (most recent call last):
    erp.kernel.quantity.InexactConversion: INEXACT_CONVERSION quantity=10 factor=1/12
    """
    if factor <= 0:
        raise ValueError("a unit factor is above zero")
    exact = Fraction(quantity) * Fraction(factor)
    parts = exact * 10**decimals
    if parts.denominator != 1:
        shown = str(factor) if isinstance(factor, Fraction) else wire(factor)
        raise InexactConversion(quantity=quantity, factor=shown)
    result = Decimal(parts.numerator).scaleb(-decimals, context=WIDE)
    return parse_digits(wire(result), decimals=decimals, whole_digits=WHOLE_DIGITS)
