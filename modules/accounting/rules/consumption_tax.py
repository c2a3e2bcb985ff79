"""Consumption tax (消費税) on an invoice: once per rate, never per line.

Consumption tax act art. 57-4 and its order art. 70-10: the amounts of one tax code and rate are added
up, the tax is computed from that sum and rounded to the yen once; adding up taxes rounded line by line
is not allowed. How to round is the issuer's choice. A return rounds like the sale it takes back, so that
both cancel.

Nine lines of 105 yen at 10 %, rounded down: 94 yen of tax, while line by line it would be 90.

    >>> from erp.kernel.money import wire
    >>> lines = [TaxedAmount("S10", Decimal(10), Decimal(105))] * 9
    >>> [wire(total.tax) for total in tax_by_rate(lines, Rounding.DOWN, "JPY")]
    ['94']

The worked figures of the tax agency's overview leaflet, prices without tax and then with tax:

    >>> def amount(code, rate, yen):
    ...     return TaxedAmount(code, Decimal(rate), Decimal(yen))
    >>> leaflet = [amount("S8", 8, 27060), amount("S10", 10, 28158)]
    >>> [(wire(total.base), wire(total.tax)) for total in tax_by_rate(leaflet, Rounding.DOWN, "JPY")]
    [('27060', '2164'), ('28158', '2815')]
    >>> leaflet = [amount("S8", 8, 29223), amount("S10", 10, 30972)]
    >>> [(wire(total.base), wire(total.tax)) for total in tax_by_rate(leaflet, Rounding.DOWN, "JPY", True)]
    [('27059', '2164'), ('28157', '2815')]
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from erp.kernel.money import ZERO, Rounding, quantize, round_money

Code = TypeVar("Code", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TaxedAmount(Generic[Code]):
    """The amount of one line, its tax code and the rate in per cent on the day of the supply."""

    tax_code: Code
    rate: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RateTotal(Generic[Code]):
    """What an invoice states for one tax code and rate: 税率ごとの対価の額 and 消費税額."""

    tax_code: Code
    rate: Decimal
    base: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        """Base and tax together."""
        return self.base + self.tax


def tax_by_rate(
    lines: Iterable[TaxedAmount[Code]],
    rounding: Rounding,
    currency: str,
    prices_include_tax: bool = False,
) -> list[RateTotal[Code]]:
    """Base and tax for each tax code and rate, in the order in which they first appear.

    The reduced 8 % and the old 8 % are different codes and stay apart; an exempt line has a base and no tax:

    >>> from erp.kernel.money import wire
    >>> mixed = [TaxedAmount("S8", Decimal(8), Decimal(100)), TaxedAmount("E", Decimal(0), Decimal(50)),
    ...          TaxedAmount("OLD8", Decimal(8), Decimal(100))]
    >>> [(total.tax_code, wire(total.tax)) for total in tax_by_rate(mixed, Rounding.DOWN, "JPY")]
    [('S8', '8'), ('E', '0'), ('OLD8', '8')]
    """
    sums: dict[tuple[Code, Decimal], Decimal] = {}
    for line in lines:
        group = (line.tax_code, line.rate)
        sums[group] = sums.get(group, ZERO) + line.amount
    totals = []
    for (tax_code, rate), amount in sums.items():
        amount = quantize(amount, currency)
        tax = tax_of(amount, rate, rounding, currency, prices_include_tax)
        base = amount - tax if prices_include_tax else amount
        totals.append(RateTotal(tax_code, rate, base, tax))
    return totals


def tax_of(
    amount: Decimal,
    rate: Decimal,
    rounding: Rounding,
    currency: str,
    prices_include_tax: bool = False,
) -> Decimal:
    """The tax on, or inside, one amount; exact until the one rounding.

    >>> from erp.kernel.money import wire
    >>> wire(tax_of(Decimal(1100), Decimal(10), Rounding.DOWN, "JPY", prices_include_tax=True))
    '100'
    >>> wire(tax_of(Decimal(-945), Decimal(10), Rounding.DOWN, "JPY"))
    '-94'
    >>> wire(tax_of(Decimal("9.80"), Decimal("8.25"), Rounding.HALF_UP, "USD"))
    '0.81'
    """
    if rate < 0:
        raise ValueError("a tax rate is not below zero")
    percent = Fraction(rate)
    share = percent / (100 + percent) if prices_include_tax else percent / 100
    return round_money(Fraction(amount) * share, currency, rounding)
