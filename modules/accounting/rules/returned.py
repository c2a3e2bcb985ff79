"""What a credit note takes back (適格返還請求書): the amounts and the tax of the sale it answers.

The tax follows the rate and the rounding of the original sale. What is taken back in several steps never
comes to more than the sale, and the step that takes the last of it takes the rest of its tax.

    >>> sale = Taxed(base=Decimal(945), tax=Decimal(94))
    >>> first = taken_back(Decimal(315), rate=Decimal(10), sale=sale, before=Taxed(Decimal(0), Decimal(0)),
    ...                    rounding=Rounding.DOWN, currency="JPY", prices_include_tax=False)
    >>> first
    Taxed(base=Decimal('315'), tax=Decimal('31'))
    >>> taken_back(Decimal(630), rate=Decimal(10), sale=sale, before=first,
    ...            rounding=Rounding.DOWN, currency="JPY", prices_include_tax=False)
    Taxed(base=Decimal('630'), tax=Decimal('63'))
"""

from dataclasses import dataclass
from decimal import Decimal

from erp.kernel.money import Rounding
from modules.accounting.rules.consumption_tax import tax_of


@dataclass(frozen=True, slots=True)
class Taxed:
    """The amount without tax and the tax of one tax code and rate."""

    base: Decimal
    tax: Decimal

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.base + self.tax


def taken_back(
    amount: Decimal,
    *,
    rate: Decimal,
    sale: Taxed,
    before: Taxed,
    rounding: Rounding,
    currency: str,
    prices_include_tax: bool,
) -> Taxed:
    """Base and tax of the amounts taken back now; `before` is what earlier credit notes took of the sale.

    With tax-inclusive prices the amount holds the tax:

    >>> taken_back(Decimal(1100), rate=Decimal(10), sale=Taxed(Decimal(1000), Decimal(100)),
    ...            before=Taxed(Decimal(0), Decimal(0)),
    ...            rounding=Rounding.DOWN, currency="JPY", prices_include_tax=True)
    Taxed(base=Decimal('1000'), tax=Decimal('100'))

    Small parts may each carry no tax at all; then what is left of the sale's base bounds the last ones:

    >>> taken_back(Decimal(6), rate=Decimal(10), sale=Taxed(Decimal(20), Decimal(2)),
    ...            before=Taxed(Decimal(15), Decimal(0)),
    ...            rounding=Rounding.DOWN, currency="JPY", prices_include_tax=True)
    Taxed(base=Decimal('5'), tax=Decimal('1'))
    """
    left = Taxed(sale.base - before.base, sale.tax - before.tax)
    if amount == (left.total if prices_include_tax else left.base):
        return left
    tax = min(tax_of(amount, rate, rounding, currency, prices_include_tax), left.tax)
    if not prices_include_tax:
        return Taxed(amount, tax)
    tax = max(tax, amount - left.base)
    return Taxed(amount - tax, tax)
