"""The days of a working month, which ends on the company's closing day.

>>> period_of(date(2026, 4, 1), 31)
(datetime.date(2026, 4, 1), datetime.date(2026, 4, 30))
>>> period_of(date(2026, 3, 1), 15)
(datetime.date(2026, 2, 16), datetime.date(2026, 3, 15))
>>> month_of(date(2026, 4, 16), 15), month_of(date(2026, 4, 15), 15), month_of(date(2026, 12, 31), 20)
(datetime.date(2026, 5, 1), datetime.date(2026, 4, 1), datetime.date(2027, 1, 1))
"""

from datetime import date, timedelta


def closing_of(month: date, closing_day: int) -> date:
    """The last day of the period named after a month; 31 is the last of any month.

    >>> closing_of(date(2026, 2, 1), 30)
    datetime.date(2026, 2, 28)
    """
    last = next_month(month) - timedelta(days=1)
    return last if closing_day >= last.day else month.replace(day=closing_day)


def period_of(month: date, closing_day: int) -> tuple[date, date]:
    """The first and the last day of the period named after the month of its last day."""
    month = month.replace(day=1)
    before = closing_of((month - timedelta(days=1)).replace(day=1), closing_day)
    return before + timedelta(days=1), closing_of(month, closing_day)


def month_of(day: date, closing_day: int) -> date:
    """The month whose period holds a day."""
    month = day.replace(day=1)
    return month if day <= closing_of(month, closing_day) else next_month(month)


def next_month(month: date) -> date:
    """The first of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def week_of(day: date, starts_on: int) -> tuple[date, date]:
    """The week a day lies in; 1 is Monday, 7 Sunday.

    >>> week_of(date(2026, 4, 1), 7)
    (datetime.date(2026, 3, 29), datetime.date(2026, 4, 4))
    >>> week_of(date(2026, 4, 5), 7)
    (datetime.date(2026, 4, 5), datetime.date(2026, 4, 11))
    """
    first = day - timedelta(days=(day.isoweekday() - starts_on) % 7)
    return first, first + timedelta(days=6)
