"""How figures are written when they travel: digits, one dot, nothing else.

Amounts and quantities cross the door as text, because a number in JSON is a binary fraction in most
programs and 9.80 would come back as 9.800000000000001. The text is the plain subset of ISO 80000-1: no
exponent, no thousands separator, no plus sign, no "NaN". What does not fit is refused with a reason;
nothing is rounded in silence.

    >>> parse_digits("1200.50", decimals=2, whole_digits=14)
    Decimal('1200.50')
    >>> wire(Decimal("1200.5000"))
    '1200.5'
    >>> wire(Decimal("1.2E+3"))
    '1200'
    >>> wire(Decimal("-0.00"))
    '0'
"""

import re
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow

# The default context keeps 28 digits; a price of 18 digits times a quantity of 18 would be cut before it
# is rounded.
WIDE = Context(prec=200, traps=[InvalidOperation, DivisionByZero, Overflow])

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


class BadFigure(ValueError):
    """A figure that cannot be taken as it was written; `reason` is stable and has a translation."""

    reason = "BAD_FIGURE"

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 40 else text[:37] + "..."
        super().__init__(f"{self.reason}: {shown!r}")


class NotPlainDigits(BadFigure):
    """Anything else than digits, one leading minus and one dot between digits."""

    reason = "NOT_PLAIN_DIGITS"


class TooManyDecimals(BadFigure):
    """More places after the dot than the currency or the unit has."""

    reason = "TOO_MANY_DECIMALS"


class TooLarge(BadFigure):
    """More places before the dot than the books can hold."""

    reason = "TOO_LARGE"


def parse_digits(text: str, *, decimals: int, whole_digits: int) -> Decimal:
    """The figure as it was written, or a named reason why not.

    >>> parse_digits("1e3", decimals=2, whole_digits=14)
    Traceback (most recent call last):
    erp.kernel.digits.NotPlainDigits: NOT_PLAIN_DIGITS: '1e3'
    >>> parse_digits("0.125", decimals=2, whole_digits=14)
    Traceback (most recent call last):
    erp.kernel.digits.TooManyDecimals: TOO_MANY_DECIMALS: '0.125'
    >>> parse_digits("1000", decimals=2, whole_digits=3)
    Traceback (most recent call last):
    erp.kernel.digits.TooLarge: TOO_LARGE: '1000'
    """
    if not isinstance(text, str):
        raise NotPlainDigits(repr(text))
    if not _PLAIN.fullmatch(text):
        raise NotPlainDigits(text)
    whole, _, fraction = text.removeprefix("-").partition(".")
    if len(fraction) > decimals:
        raise TooManyDecimals(text)
    if len(whole) > whole_digits:
        raise TooLarge(text)
    return without_minus_zero(Decimal(text))


def wire(amount: Decimal | int) -> str:
    """The one way a figure is written: equal figures give equal text."""
    amount = Decimal(amount)
    if not amount.is_finite():
        raise NotPlainDigits(str(amount))
    text = format(amount, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def without_minus_zero(amount: Decimal) -> Decimal:
    """Minus zero is no figure an accountant knows.

    >>> without_minus_zero(Decimal("-0"))
    Decimal('0')
    """
    return amount if amount else amount.copy_abs()
