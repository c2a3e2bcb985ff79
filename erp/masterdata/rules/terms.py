"""Payment terms (締め・支払サイト): from the day of an invoice to the day on which it is due.

"20日締め翌月末払い" is closing day 20, one month ahead, pay day at the end of the month. The closing day of a
supply is the next such day of the calendar, cut to the month's length, and never moves for holidays; the
months are counted from the month of the *closing*, not of the delivery; only the due date moves when the
banks are closed.

    >>> end_of_next_month = Terms(closing_day=20, months=1, payment_day=31)
    >>> due_date(end_of_next_month, date(2026, 4, 20)).isoformat()
    '2026-05-31'
    >>> due_date(end_of_next_month, date(2026, 4, 21)).isoformat()
    '2026-06-30'

31 May 2026 is a Sunday: what we are to receive moves forward, what we are to pay moves back.

    >>> receiving = Terms(closing_day=20, months=1, payment_day=31, holiday_shift=HolidayShift.AFTER)
    >>> paying = Terms(closing_day=20, months=1, payment_day=31, holiday_shift=HolidayShift.BEFORE)
    >>> due_date(receiving, date(2026, 4, 20)).isoformat(), due_date(paying, date(2026, 4, 20)).isoformat()
    ('2026-06-01', '2026-05-29')
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

END_OF_MONTH = 31


class HolidayShift(StrEnum):
    """What happens to a due date on which the banks are closed."""

    NONE = "NONE"
    BEFORE = "BEFORE"  # 前営業日
    AFTER = "AFTER"  # 翌営業日


@dataclass(frozen=True, slots=True)
class Terms:
    """Closing day (31 is 末日; none = each invoice by itself), months ahead, pay day, holiday rule.

    Some close several times a month (10日・20日・末日締め): the days besides the first are `more_days`.
    """

    closing_day: int | None = END_OF_MONTH
    months: int = 1
    payment_day: int = END_OF_MONTH
    holiday_shift: HolidayShift = HolidayShift.NONE
    more_days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for day in (self.closing_day, self.payment_day, *self.more_days):
            if day is not None and not 1 <= day <= END_OF_MONTH:
                raise ValueError("a day of the month is between 1 and 31")
        if not 0 <= self.months <= 12:
            raise ValueError("payment is between none and twelve months ahead")


def closing_date(closing_day: int | None, supplied_on: date, *, more_days: tuple[int, ...] = ()) -> date:
    """The day on which a supply is closed; without a closing day, the day itself.

    >>> closing_date(31, date(2026, 2, 3)).isoformat(), closing_date(20, date(2026, 12, 21)).isoformat()
    ('2026-02-28', '2027-01-20')
    >>> closing_date(30, date(2026, 3, 1)).isoformat()      # after the closing of 28 February
    '2026-03-30'
    >>> [closing_date(10, date(2026, 4, day), more_days=(20, 31)).day for day in (10, 11, 21)]
    [10, 20, 30]
    """
    if closing_day is None:
        return supplied_on
    days = (closing_day, *more_days)
    this_month = [_day_in(supplied_on.year, supplied_on.month, day) for day in days]
    ahead = [closing for closing in this_month if supplied_on <= closing]
    return min(ahead) if ahead else _day_in(supplied_on.year, supplied_on.month + 1, min(days))


def closings_before(terms: Terms, closed_on: date) -> Iterator[date]:
    """The closings before this one, the latest first; none without a closing day.

    >>> ten_and_last = Terms(closing_day=10, more_days=(31,))
    >>> found = closings_before(ten_and_last, date(2026, 3, 10))
    >>> [next(found).isoformat() for _ in range(3)]
    ['2026-02-28', '2026-02-10', '2026-01-31']
    """
    if terms.closing_day is None:
        return
    days, months_back = (terms.closing_day, *terms.more_days), 0
    while True:
        month = {_day_in(closed_on.year, closed_on.month - months_back, day) for day in days}
        yield from sorted((day for day in month if day < closed_on), reverse=True)
        months_back += 1


def period_start(terms: Terms, closed_on: date) -> date:
    """The first day of the period that ends with this closing: the day after the closing before it.

    >>> period_start(Terms(closing_day=30), date(2026, 3, 30)).isoformat()   # February closed on the 28th
    '2026-03-01'
    """
    return next(closings_before(terms, closed_on)) + timedelta(days=1)


def dated_period_start(history: Sequence[tuple[date, Terms]], closed_on: date) -> date:
    """The same where terms changed: each earlier closing is one of the terms that held on its day.

    Closed on the 20th until the end of October, at the end of the month from November on: the first period
    of the new terms begins after the last closing of the old ones.

    >>> changed = [(date.min, Terms(closing_day=20)), (date(2026, 11, 1), Terms(closing_day=31))]
    >>> dated_period_start(changed, date(2026, 11, 30)).isoformat()
    '2026-10-21'
    >>> dated_period_start(changed, date(2026, 12, 31)).isoformat()
    '2026-12-01'
    >>> new = [(date.min, Terms(closing_day=None)), (date(2026, 11, 16), Terms(closing_day=31))]
    >>> dated_period_start(new, date(2026, 11, 30)).isoformat()
    '2026-11-16'
    """
    until = closed_on
    for valid_from, terms in sorted(history, key=lambda each: each[0], reverse=True):
        if valid_from > closed_on:
            continue
        before = next(closings_before(terms, until), None)
        if before is not None and before >= valid_from:
            return before + timedelta(days=1)
        if terms.closing_day is None and until < closed_on:
            return until
        until = valid_from
    return until


def closes_on(terms: Terms, day: date) -> bool:
    """Whether this calendar day is a closing day of these terms.

    >>> [closes_on(Terms(closing_day=30), date(2026, month, 28)) for month in (2, 4)]
    [True, False]
    """
    return (
        terms.closing_day is not None
        and closing_date(terms.closing_day, day, more_days=terms.more_days) == day
    )


def due_date(terms: Terms, invoice_date: date, holidays: Set[date] = frozenset()) -> date:
    """The day on which an invoice of this date is due.

    Nobody pays before he is billed: a pay day that would lie before the closing moves to the next month.

    >>> due_date(Terms(closing_day=31, months=0, payment_day=10), date(2026, 4, 15)).isoformat()
    '2026-05-10'
    """
    closed_on = closing_date(terms.closing_day, invoice_date, more_days=terms.more_days)
    due_on = _day_in(closed_on.year, closed_on.month + terms.months, terms.payment_day)
    if due_on < closed_on:
        due_on = _day_in(closed_on.year, closed_on.month + terms.months + 1, terms.payment_day)
    return shifted(due_on, terms.holiday_shift, holidays)


def shifted(day: date, shift: HolidayShift, holidays: Set[date] = frozenset()) -> date:
    """The day itself when the banks are open, else the nearest open day in the direction agreed.

    >>> shifted(date(2026, 12, 31), HolidayShift.AFTER).isoformat()
    '2027-01-04'
    """
    step = {HolidayShift.NONE: 0, HolidayShift.BEFORE: -1, HolidayShift.AFTER: 1}[shift]
    while step and banks_are_closed(day, holidays):
        day += timedelta(days=step)
    return day


def banks_are_closed(day: date, holidays: Set[date] = frozenset()) -> bool:
    """Saturday, Sunday, 31 December to 3 January (banking act order art. 5), and the national holidays given.

    >>> [banks_are_closed(date(2027, 1, day)) for day in (1, 3, 4)]
    [True, True, False]
    """
    turn_of_year = (day.month, day.day) in {(12, 31), (1, 1), (1, 2), (1, 3)}
    return day.weekday() >= 5 or turn_of_year or day in holidays


def _day_in(year: int, month: int, day: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))
