"""On which days something that comes again falls due.

>>> from datetime import date
>>> days = occurrences(Rhythm.MONTHLY_ON_DAY, date(2027, 1, 10), date(2027, 3, 31), day_of_month=31)
>>> [day.isoformat() for day in days]
['2027-01-31', '2027-02-28', '2027-03-31']
>>> days = occurrences(Rhythm.YEARLY, date(2026, 4, 2), date(2028, 12, 31), day_of_month=1, month=4)
>>> [day.isoformat() for day in days]
['2027-04-01', '2028-04-01']
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Rhythm(StrEnum):
    """How often, and on which day of the month."""

    MONTHLY_ON_DAY = "MONTHLY_ON_DAY"
    MONTH_END = "MONTH_END"
    YEARLY = "YEARLY"


def on_day(year: int, month: int, day: int) -> date:
    """That day of the month, or its last where it is shorter.

    >>> on_day(2026, 2, 31).isoformat()
    '2026-02-28'
    """
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_on(first: date, ahead: int, day: int = 31) -> date:
    """A day of the month that lies so many months after another.

    >>> month_on(date(2026, 11, 1), 2).isoformat()
    '2027-01-31'
    """
    months = first.year * 12 + first.month - 1 + ahead
    return on_day(months // 12, months % 12 + 1, day)


def occurrences(
    rhythm: Rhythm, since: date, until: date, *, day_of_month: int | None = None, month: int | None = None
) -> list[date]:
    """The days from one day to another, both included."""
    day = 31 if rhythm is Rhythm.MONTH_END or day_of_month is None else day_of_month
    found: list[date] = []
    for ahead in range(max(0, (until.year - since.year) * 12 + until.month - since.month + 1)):
        each = month_on(since.replace(day=1), ahead, day)
        if rhythm is Rhythm.YEARLY and each.month != month:
            continue
        if since <= each <= until:
            found.append(each)
    return found
