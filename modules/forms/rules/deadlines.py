"""When a deadline is told: first some days before it, again at half of that time, then every day (CTR-01).

The deadline is the day of the record less its notice. A contract that ends on 2027-03-31 with three months'
notice has its deadline on 2026-12-31; told 60 days ahead it is first told on 2026-11-01.

    >>> deadline_of(date(2027, 3, 31), 3, "MONTHS").isoformat()
    '2026-12-31'
    >>> [level_on(date(2026, 12, 31), 60, on) for on in (date(2026, 10, 31), date(2026, 11, 1))]
    [None, 'FIRST']
    >>> [level_on(date(2026, 12, 31), 60, date(2026, 12, day)) for day in (1, 2)]
    ['HALF', 'DAILY']
    >>> level_on(date(2026, 12, 31), 60, date(2027, 1, 1))
    'MISSED'
"""

from calendar import monthrange
from datetime import date, timedelta


def deadline_of(day: date, notice: int, unit: str) -> date:
    """The last day to act: so many days or months before the day; a month's end stays a month's end.

    >>> deadline_of(date(2027, 2, 28), 1, "MONTHS").isoformat()
    '2027-01-31'
    >>> deadline_of(date(2027, 3, 30), 1, "MONTHS").isoformat()
    '2027-02-28'
    >>> deadline_of(date(2027, 3, 10), 14, "DAYS").isoformat()
    '2027-02-24'
    """
    if unit == "DAYS":
        return day - timedelta(days=notice)
    months = day.year * 12 + day.month - 1 - notice
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_end else min(day.day, last))


def level_on(deadline: date, lead_days: int, on: date) -> str | None:
    """What is told on a day; nothing before the time. Between the first day and half of the time
    it is the first.

    Who was not told on the first day, because the record came later, is told at once.
    """
    if on > deadline:
        return "MISSED"
    left = (deadline - on).days
    if left > lead_days:
        return None
    half = lead_days // 2
    if left > half:
        return "FIRST"
    return "HALF" if left == half and lead_days else "DAILY"


def to_tell(level: str | None, told: frozenset[str]) -> bool:
    """Whether it is told today: the first and the half once, the rest every day.

    >>> to_tell("FIRST", frozenset()), to_tell("FIRST", frozenset({"FIRST"}))
    (True, False)
    >>> to_tell("DAILY", frozenset({"FIRST"})), to_tell(None, frozenset())
    (True, False)
    """
    return level is not None and (level in ("DAILY", "MISSED") or level not in told)
