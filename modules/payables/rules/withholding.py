"""Income tax withheld from fees (報酬の源泉徴収, income tax act art. 204 and 205).

10.21 per cent up to a million yen of one payment and 20.42 per cent on what is above, rounded down. The
base is the amount without consumption tax only where the invoice states that tax separately.

    >>> law = WithholdingRates(Decimal("10.21"), Decimal("20.42"), Decimal(1000000))
    >>> [str(withheld(Decimal(base), law)) for base in (100000, 1000000, 1500000, 33333)]
    ['10210', '102100', '204200', '3403']
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from erp.kernel.money import Rounding, round_money


@dataclass(frozen=True, slots=True)
class WithholdingRates:
    """Both rates in per cent and where the second begins, on the day of the payment."""

    rate: Decimal
    rate_above: Decimal
    threshold: Decimal


def withheld(base: Decimal, law: WithholdingRates) -> Decimal:
    """The tax kept back from a fee; yen without fractions."""
    below = min(base, law.threshold)
    above = base - below
    exact = (Fraction(below) * Fraction(law.rate) + Fraction(above) * Fraction(law.rate_above)) / 100
    return round_money(exact, "JPY", Rounding.DOWN)


def withholding_base(subtotal: Decimal, total: Decimal, tax_stated: bool) -> Decimal:
    """What the rate is taken of.

    >>> [str(withholding_base(Decimal(100000), Decimal(110000), stated)) for stated in (True, False)]
    ['100000', '110000']
    """
    return subtotal if tax_stated else total
