"""How long evidence is kept, and until when a paper has to be scanned.

A paper belongs to the fiscal year of its day. Its time begins when the return of that year was due, some
months after the year's end, and lasts so many years; nothing of it is destroyed before.

    >>> kept_until(date(2026, 4, 1), start_month=4, months=2, years=10).isoformat()
    '2037-05-31'
    >>> kept_until(date(2026, 3, 31), start_month=4, months=2, years=7).isoformat()
    '2033-05-31'
    >>> scan_deadline(date(2026, 12, 31), months=2, days=7, closed=frozenset()).isoformat()
    '2027-03-07'
"""

from collections.abc import Set
from datetime import date, timedelta


def year_end(on: date, start_month: int) -> date:
    """The last day of the fiscal year that holds a day.

    >>> year_end(date(2026, 12, 31), 1).isoformat(), year_end(date(2026, 4, 1), 4).isoformat()
    ('2026-12-31', '2027-03-31')
    """
    year = on.year if on.month < start_month else on.year + 1
    return date(year, start_month, 1) - timedelta(days=1)


def months_after(on: date, months: int) -> date:
    """The same day so many months later, or the last day of that month.

    >>> months_after(date(2026, 12, 31), 2).isoformat()
    '2027-02-28'
    """
    place = on.month - 1 + months
    year, month = on.year + place // 12, place % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(on.day, last))


def _month_end(on: date) -> date:
    return date(on.year + on.month // 12, on.month % 12 + 1, 1) - timedelta(days=1)


def kept_until(on: date, *, start_month: int, months: int, years: int) -> date:
    """The last day on which a paper of this day must still be there."""
    return _month_end(months_after(year_end(on, start_month), months + 12 * years))


def scan_deadline(received: date, *, months: int, days: int, closed: Set[date]) -> date:
    """The last day to scan a paper: the cycle of business, and then so many days on which work is done."""
    on = months_after(received, months)
    while days:
        on += timedelta(days=1)
        days -= on not in closed
    return on
