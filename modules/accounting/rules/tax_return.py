"""What consumption tax a span of days comes to (消費税の計算), for a company of each scheme.

National tax is worked out first and cut to 100 yen; local tax is 22/78 of it, cut to 100 yen again
(consumption tax act art. 45; local tax act art. 72-83). The taxable base of sales is cut to 1,000 yen. A
refund is not cut.

Sales of 5,500,000 and purchases of 4,180,000, both with 10 % inside:

    >>> def of(code, base, tax):
    ...     return ClassTotal(code, "TAXABLE", Decimal(10), Decimal("7.8"), Decimal(base), Decimal(tax))
    >>> sales, bought = [of("S10", 5_000_000, 500_000)], [of("P10", 3_800_000, 380_000)]
    >>> found = tax_due(sales, bought, Terms())
    >>> str(found.national), str(found.local), str(found.payable)
    ('93600', '26400', '120000')

Simplified (簡易課税) at 80 % of the tax on sales:

    >>> str(tax_due(sales, bought, Terms(scheme=TaxScheme.SIMPLIFIED, deemed_share=Decimal(80))).payable)
    '100000'
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from erp.kernel.money import ZERO, Rounding, round_money

HUNDRED, THOUSAND = 100, 1000
LOCAL_OF_NATIONAL = Decimal(22), Decimal(78)


class TaxScheme(StrEnum):
    """本則課税, 簡易課税, 免税."""

    GENERAL = "GENERAL"
    SIMPLIFIED = "SIMPLIFIED"
    EXEMPT = "EXEMPT"


class TaxBasis(StrEnum):
    """割戻し: from the amounts with tax inside; 積上げ: the sum of what single documents say."""

    RECALCULATED = "RECALCULATED"
    ADDED_UP = "ADDED_UP"


class Allocation(StrEnum):
    """個別対応方式 and 一括比例配分方式, for purchases that also serve sales without tax."""

    INDIVIDUAL = "INDIVIDUAL"
    PROPORTIONAL = "PROPORTIONAL"


@dataclass(frozen=True, slots=True)
class ClassTotal:
    """Base and tax of one class, rate, share and use over the span; returns are taken off already."""

    code: str
    kind: str
    rate: Decimal
    national_rate: Decimal
    base: Decimal
    tax: Decimal
    creditable_share: Decimal = Decimal(100)
    use: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the company works it out, and the limits of the law on the last day of the span."""

    scheme: TaxScheme = TaxScheme.GENERAL
    output_basis: TaxBasis = TaxBasis.RECALCULATED
    input_basis: TaxBasis = TaxBasis.RECALCULATED
    allocation: Allocation = Allocation.INDIVIDUAL
    deemed_share: Decimal = ZERO
    full_ratio: Decimal = Decimal(95)
    full_limit: Decimal = Decimal(500_000_000)
    local_share: tuple[Decimal, Decimal] = LOCAL_OF_NATIONAL


@dataclass(frozen=True, slots=True)
class TaxDue:
    """National tax on sales, what is taken off for purchases, and what is left to pay (negative: refund)."""

    output_national: Decimal
    input_national: Decimal
    ratio: Decimal
    full_credit: bool
    national: Decimal
    local: Decimal

    @property
    def payable(self) -> Decimal:
        """National and local tax together."""
        return self.national + self.local


def tax_due(sales: Sequence[ClassTotal], purchases: Sequence[ClassTotal], terms: Terms) -> TaxDue:
    """What is owed, or comes back, for the sales and purchases of a span."""
    ratio, taxable = taxable_ratio(sales)
    full = ratio >= terms.full_ratio and taxable <= terms.full_limit
    if terms.scheme is TaxScheme.EXEMPT:
        return TaxDue(ZERO, ZERO, ratio, full, ZERO, ZERO)
    output = sum((_output(each, terms.output_basis) for each in sales), ZERO)
    if terms.scheme is TaxScheme.SIMPLIFIED:
        taken = _down(Fraction(output) * Fraction(terms.deemed_share) / HUNDRED)
    else:
        exact = sum((_credit(each, terms, ratio, full) for each in purchases), Fraction(0))
        taken = _down(exact)
    left = output - taken
    national = _cut(left, HUNDRED) if left > 0 else left
    part, whole = terms.local_share
    local = _down(Fraction(national) * Fraction(part) / Fraction(whole))
    return TaxDue(output, taken, ratio, full, national, _cut(local, HUNDRED) if local > 0 else local)


def taxable_ratio(sales: Sequence[ClassTotal]) -> tuple[Decimal, Decimal]:
    """課税売上割合 in per cent, and the taxable sales without tax; exports count as taxable.

    >>> sold = [ClassTotal("S10", "TAXABLE", Decimal(10), Decimal("7.8"), Decimal(900), Decimal(90)),
    ...         ClassTotal("E", "NON_TAXABLE", ZERO, ZERO, Decimal(100), ZERO)]
    >>> [str(each) for each in taxable_ratio(sold)]
    ['90', '900']
    """
    taxable = sum((each.base for each in sales if each.kind in ("TAXABLE", "REDUCED", "EXEMPT")), ZERO)
    whole = taxable + sum((each.base for each in sales if each.kind == "NON_TAXABLE"), ZERO)
    return (taxable * HUNDRED / whole if whole else Decimal(HUNDRED)), taxable


def _output(each: ClassTotal, basis: TaxBasis) -> Decimal:
    if not each.national_rate:
        return ZERO
    if basis is TaxBasis.ADDED_UP:
        return _down(Fraction(each.tax) * Fraction(each.national_rate) / Fraction(each.rate))
    inclusive = Fraction(each.base + each.tax)
    base = _cut(_down(inclusive * HUNDRED / (HUNDRED + Fraction(each.rate))), THOUSAND)
    return _down(Fraction(base) * Fraction(each.national_rate) / HUNDRED)


def _credit(each: ClassTotal, terms: Terms, ratio: Decimal, full: bool) -> Fraction:
    """The national tax on a purchase that may be taken off."""
    if not each.national_rate:
        return Fraction(0)
    rate, national = Fraction(each.rate), Fraction(each.national_rate)
    if terms.input_basis is TaxBasis.ADDED_UP:
        tax = Fraction(each.tax) * national / rate
    else:
        tax = Fraction(each.base + each.tax) * national / (HUNDRED + rate)
    tax *= Fraction(each.creditable_share) / HUNDRED
    if full:
        return tax
    if terms.allocation is Allocation.PROPORTIONAL or each.use in (None, "COMMON"):
        return tax * Fraction(ratio) / HUNDRED
    return tax if each.use == "TAXABLE_SALES" else Fraction(0)


def _down(value: Fraction) -> Decimal:
    return round_money(value, "JPY", Rounding.DOWN)


def _cut(value: Decimal, unit: int) -> Decimal:
    return value - value % unit if value >= 0 else value
