"""By when a covered supplier has to be paid (取適法, the act on fair dealings with small contractors, art.
3).

Sixty days from the day the goods or services came in, that day counted; inspection does not postpone it.
Where payment goes by the month, sixty days are read as two months. So "closing at the end of the month, paid
at the end of the next" is in time for every day, and "closing on the 20th, paid at the end of the next
month" is not:

    >>> limit = PaymentLimit(days=60, months=2)
    >>> end_of_next = Terms(closing_day=31, months=1, payment_day=31)
    >>> first_late_delivery(end_of_next, limit, date(2026, 1, 1)) is None
    True
    >>> on_the_20th = Terms(closing_day=20, months=1, payment_day=31)
    >>> late = first_late_delivery(on_the_20th, limit, date(2026, 11, 1))
    >>> late.received_on.isoformat(), late.due_on.isoformat(), late.pay_by.isoformat()
    ('2026-11-21', '2027-01-31', '2027-01-20')
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from erp.masterdata.rules.terms import HolidayShift, Terms, due_date

DAYS_TRIED = 366


@dataclass(frozen=True, slots=True)
class PaymentLimit:
    """The two ways of counting; the later of both days holds."""

    days: int
    months: int


@dataclass(frozen=True, slots=True)
class LateDelivery:
    """Goods of this day would be paid after the last day allowed."""

    received_on: date
    due_on: date
    pay_by: date


def pay_by(received_on: date, limit: PaymentLimit) -> date:
    """The last day on which what came in on this day may be paid.

    >>> limit = PaymentLimit(days=60, months=2)
    >>> days = [date(2026, 11, 1), date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31)]
    >>> [pay_by(day, limit).isoformat() for day in days]
    ['2026-12-31', '2026-08-31', '2026-03-01', '2027-02-28']
    """
    return max(received_on + timedelta(days=limit.days - 1), _months_end(received_on, limit.months))


def _months_end(start: date, months: int) -> date:
    """The day before the same day so many months on; the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if start.day > last:
        return date(year, month + 1, last)
    return date(year, month + 1, start.day) - timedelta(days=1)


def first_late_delivery(terms: Terms, limit: PaymentLimit, since: date) -> LateDelivery | None:
    """The first day of a year from which on a delivery would be paid too late, before any holiday moves
    it.
    """
    plain = Terms(terms.closing_day, terms.months, terms.payment_day, HolidayShift.NONE)
    for ahead in range(DAYS_TRIED):
        day = since + timedelta(days=ahead)
        due, last = due_date(plain, day), pay_by(day, limit)
        if due > last:
            return LateDelivery(day, due, last)
    return None
