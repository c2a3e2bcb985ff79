"""Deadlines counted from the day of an event, the way the law counts: that day itself is day zero.

>>> first = date(2026, 4, 1)
>>> due(first, DeadlineRule.DAYS, 5).isoformat(), due(first, DeadlineRule.DAYS, -3).isoformat()
('2026-04-06', '2026-03-29')
>>> due(first, DeadlineRule.DAY_OF_NEXT_MONTH, 10).isoformat()
'2026-05-10'
>>> due(date(2026, 1, 31), DeadlineRule.MONTHS, 1).isoformat()
'2026-02-28'
>>> due(date(2026, 1, 5), DeadlineRule.DAY_OF_NEXT_MONTH, 31).isoformat()
'2026-02-28'
>>> open_day(date(2026, 5, 3), {date(2026, 5, day) for day in (3, 4, 5, 6)}).isoformat()
'2026-05-07'
"""

from collections.abc import Container
from datetime import date, timedelta

from modules.hr.states import DeadlineRule

ONE_DAY = timedelta(days=1)
LONGEST_CLOSURE = 60


def due(event_on: date, rule: DeadlineRule, span: int) -> date:
    """The last day on which it is in time."""
    if rule is DeadlineRule.DAYS:
        return event_on + timedelta(days=span)
    if rule is DeadlineRule.DAY_OF_NEXT_MONTH:
        return _in_month(event_on, 1, span)
    return _in_month(event_on, span, event_on.day)


def _in_month(from_day: date, months: int, day: int) -> date:
    first = from_day.year * 12 + from_day.month - 1 + months
    after = first + 1
    last = date(after // 12, after % 12 + 1, 1) - ONE_DAY
    return last.replace(day=min(day, last.day))


def open_day(on: date, closed: Container[date]) -> date:
    """That day, or the next one on which the office is open."""
    for _ in range(LONGEST_CLOSURE):
        if on not in closed:
            break
        on += ONE_DAY
    return on
