"""On which days planned money comes or goes: a day of the month, every so many months.

A day that a month does not have is its last day.

    >>> from datetime import date
    >>> first, until = date(2026, 1, 31), date(2026, 6, 30)
    >>> [day.isoformat() for day in days_of(31, 1, first, until, None, date(2026, 2, 1))]
    ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']
    >>> start = date(2026, 1, 1)
    >>> [day.isoformat() for day in days_of(10, 3, start, until, date(2026, 4, 10), start)]
    ['2026-01-10', '2026-04-10']
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def days_of(
    day: int, every: int, starts_on: date, until: date, ends_on: date | None, today: date
) -> Iterator[date]:
    """The days from today on, up to `until`, counted in months from the first."""
    month = starts_on.year * 12 + starts_on.month - 1
    last = min(until, ends_on or until)
    while True:
        year, at = divmod(month, 12)
        on = date(year, at + 1, min(day, monthrange(year, at + 1)[1]))
        if on > last:
            return
        if on >= starts_on and on >= today:
            yield on
        month += every
