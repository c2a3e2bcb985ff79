"""A transfer fee the customer took off and we bear: a return of the sale at the rate of the sale (INV-34).

The consumption tax act takes it as 対価の返還 (art. 38), whatever account it is booked to. Each rate of
what was paid bears its share, and the tax inside is rounded as on the sale.

    >>> fee_by_rate(Decimal(660), [Sold("S10", Decimal(10), Decimal(330000))], Rounding.DOWN, "JPY")
    [RateTotal(tax_code='S10', rate=Decimal('10'), base=Decimal('600'), tax=Decimal('60'))]

Two rates, 36,665 yen at 10 % and 7,408 at 8 %:

    >>> mixed = [Sold("S10", Decimal(10), Decimal(36665)), Sold("S8", Decimal(8), Decimal(7408))]
    >>> [(each.tax_code, int(each.base), int(each.tax)) for each in fee_by_rate(
    ...     Decimal(440), mixed, Rounding.DOWN, "JPY")]
    [('S10', 333, 33), ('S8', 69, 5)]
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from erp.kernel.money import Rounding, allocate
from modules.accounting.rules.consumption_tax import RateTotal, tax_of

Code = TypeVar("Code", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sold(Generic[Code]):
    """What was sold at one rate, tax included."""

    tax_code: Code
    rate: Decimal
    total: Decimal


def fee_by_rate(
    fee: Decimal, sold: Sequence[Sold[Code]], rounding: Rounding, currency: str
) -> list[RateTotal[Code]]:
    """Base and tax of the fee for each rate; together they are the fee, to the last coin."""
    totals = []
    parts = allocate(fee, [each.total for each in sold], currency)
    for each, part in zip(sold, parts, strict=True):
        if part:
            tax = tax_of(part, each.rate, rounding, currency, prices_include_tax=True)
            totals.append(RateTotal(each.tax_code, each.rate, part - tax, tax))
    return totals
