"""Depreciation by the year, and what of a year has fallen due by a month.

The rates are the law's rows (`rates.toml`); a year's amount is rounded down to a yen and lasts until the book
value is one yen (備忘価額), or nothing for assets spread over three years.

A machine of 1,000,000 yen and ten years, by the declining balance: from the seventh year the rate would give
less than the guaranteed amount (65,520), so the book value of that moment is spread evenly.

    >>> rates = Decimal("0.200"), Decimal("0.250"), Decimal("0.06552")
    >>> ten = Terms(Method.DECLINING, Decimal(1000000), 10, *rates)
    >>> [str(each.amount) for each in schedule(ten, date(2026, 4, 1), 4)]
    ['200000', '160000', '128000', '102400', '81920', '65536', '65536', '65536', '65536', '65535']
    >>> str(schedule(ten, date(2026, 4, 1), 4)[-1].closing)
    '1'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from modules.assets.states import DepreciationMethod as Method

MEMORANDUM = Decimal(1)
LUMP_SUM_YEARS = 3
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """How an asset is depreciated. `before` was taken off elsewhere, until the year that ended on `until`."""

    method: Method
    cost: Decimal
    life: int
    rate: Decimal = Decimal(0)
    revised_rate: Decimal = Decimal(0)
    guarantee_rate: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    until: date | None = None

    @property
    def residue(self) -> Decimal:
        """What stays in the books for as long as the asset is there."""
        return Decimal(0) if self.method is Method.LUMP_SUM else min(MEMORANDUM, self.cost)


@dataclass(frozen=True, slots=True)
class Year:
    """One fiscal year of an asset: its months in use, and its amount."""

    starts_on: date
    ends_on: date
    first_month: date
    months: int
    opening: Decimal
    amount: Decimal

    @property
    def closing(self) -> Decimal:
        """The book value when the year ends."""
        return self.opening - self.amount

    def due(self, through: date) -> Decimal:
        """What of the year's amount has fallen due by the end of a month; the last month takes the rest.

        >>> begin, book = date(2026, 4, 1), Decimal(5000000)
        >>> year = Year(begin, date(2027, 3, 31), begin, 12, book, Decimal(1000000))
        >>> [str(year.due(date(2026, month, 1))) for month in (3, 4, 5)], str(year.due(date(2027, 3, 31)))
        (['0', '83333', '166666'], '1000000')
        """
        passed = months_between(self.first_month, through) + 1
        passed = max(0, min(self.months, passed))
        return whole(Fraction(self.amount) * passed / self.months)


def schedule(terms: Terms, in_use_from: date, start_month: int) -> list[Year]:
    """Every fiscal year in which something is left to depreciate."""
    found: list[Year] = []
    book, revised = terms.cost - terms.before, Decimal(0)
    starts_on, first = _begin(terms, in_use_from, start_month)
    for _ in range(LONGEST):
        if book <= terms.residue:
            break
        ends_on = year_after(starts_on) - timedelta(days=1)
        months = months_between(first, ends_on) + 1
        if terms.method is Method.DECLINING and not revised and _below_guarantee(terms, book):
            revised = book
        amount = min(_amount(terms, book, revised, months), book - terms.residue)
        if terms.method is Method.LUMP_SUM and len(found) + _years_before(terms) == LUMP_SUM_YEARS - 1:
            amount = book
        found.append(Year(starts_on, ends_on, first, months, book, amount))
        book -= amount
        starts_on = first = year_after(starts_on)
    return found


def due(years: list[Year], through: date) -> Decimal:
    """All that has fallen due by the end of a month."""
    return sum((each.due(through) for each in years), Decimal(0))


def _begin(terms: Terms, in_use_from: date, start_month: int) -> tuple[date, date]:
    """The first fiscal year that is reckoned, and the first month of it."""
    if terms.until is not None:
        following = terms.until + timedelta(days=1)
        return following, following
    starts_on = year_of(in_use_from, start_month)
    return starts_on, starts_on if terms.method is Method.LUMP_SUM else in_use_from.replace(day=1)


def _years_before(terms: Terms) -> int:
    third = terms.cost / LUMP_SUM_YEARS
    return round(terms.before / third) if terms.method is Method.LUMP_SUM and third else 0


def _below_guarantee(terms: Terms, book: Decimal) -> bool:
    return book * terms.rate < terms.cost * terms.guarantee_rate


def _amount(terms: Terms, book: Decimal, revised: Decimal, months: int) -> Decimal:
    """A year's amount: as many twelfths as months in use, but for what is spread over three years."""
    if terms.method is Method.LUMP_SUM:
        return whole(Fraction(terms.cost) / LUMP_SUM_YEARS)
    if terms.method is Method.STRAIGHT_LINE:
        exact = Fraction(terms.cost) * Fraction(terms.rate)
    elif revised:
        exact = Fraction(revised) * Fraction(terms.revised_rate)
    else:
        exact = Fraction(book) * Fraction(terms.rate)
    return whole(Fraction(whole(exact)) * months / 12)


def whole(exact: Fraction) -> Decimal:
    """Yen, rounded down."""
    return Decimal(exact.numerator // exact.denominator)


def months_between(first: date, last: date) -> int:
    """
    >>> months_between(date(2026, 11, 5), date(2027, 3, 31))
    4
    """
    return (last.year - first.year) * 12 + last.month - first.month


def year_of(on: date, start_month: int) -> date:
    """The first day of the fiscal year that holds a day.

    >>> year_of(date(2026, 3, 31), 4).isoformat()
    '2025-04-01'
    """
    return date(on.year if on.month >= start_month else on.year - 1, start_month, 1)


def year_after(starts_on: date) -> date:
    """The first day of the next fiscal year."""
    return starts_on.replace(year=starts_on.year + 1)


def month_end(on: date) -> date:
    """
    >>> month_end(date(2028, 2, 3)).isoformat()
    '2028-02-29'
    """
    following = (
        on.replace(year=on.year + 1, month=1, day=1)
        if on.month == 12
        else on.replace(month=on.month + 1, day=1)
    )
    return following - timedelta(days=1)


def months_of(first: date, last: date) -> Iterator[date]:
    """The first days of the months between two days."""
    for at in range(months_between(first, last) + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + at, 12)
        yield date(year, month + 1, 1)
