"""Paid leave of a year: who gets how many days, when, until when, and which days are taken first
(HR-30 to HR-35).

>>> from datetime import date
>>> months_later(date(2025, 8, 31), 6), months_later(date(2026, 4, 1), 6)
(datetime.date(2026, 3, 1), datetime.date(2026, 10, 1))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRow:
    """One field of the table: days for a service of so many months. No `weekly_days` is the full table."""

    months: int
    days: Decimal
    weekly_days: int | None = None
    yearly_from: int | None = None
    yearly_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How much somebody works on the grant day; `yearly_days` where no number of days a week is fixed."""

    weekly_days: int | None
    weekly_minutes: int
    yearly_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Full:
    """From when on the full table counts: any one of these."""

    weekly_minutes: int
    weekly_days: int
    yearly_days: int

    def covers(self, pattern: Pattern) -> bool:
        return (
            pattern.weekly_minutes >= self.weekly_minutes
            or (pattern.weekly_days or 0) >= self.weekly_days
            or (pattern.yearly_days or 0) >= self.yearly_days
        )


def months_later(day: date, months: int) -> date:
    """The day on which so many months are over: where the month has no such day, the first of the next.

    >>> months_later(date(2023, 8, 29), 6), months_later(date(2025, 8, 29), 6)
    (datetime.date(2024, 2, 29), datetime.date(2026, 3, 1))
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def days_due(pattern: Pattern, months: int, table: Iterable[LeaveRow], full: Full) -> Decimal:
    """The days for this service by the pattern of the grant day; the longest service named counts on."""
    rows = [row for row in table if row.months <= months and _fits(row, pattern, full.covers(pattern))]
    return max(rows, key=lambda row: row.months).days if rows else Decimal(0)


def _fits(row: LeaveRow, pattern: Pattern, is_full: bool) -> bool:
    if is_full or row.weekly_days is None:
        return is_full and row.weekly_days is None
    if pattern.weekly_days is not None:
        return row.weekly_days == pattern.weekly_days
    yearly = pattern.yearly_days or 0
    return (row.yearly_from or 0) <= yearly <= (row.yearly_to or 0)


@dataclass(frozen=True, slots=True)
class GrantDay:
    """The n-th grant: the day, and the service whose column of the table counts."""

    on: date
    months: int


def grant_days(
    hired: date, until: date, *, first: int, every: int, unified: tuple[int, int] | None = None
) -> list[GrantDay]:
    """Every grant day up to a day. A unified day (month, day) may only come sooner, and not for the first.

    >>> [str(each.on) for each in grant_days(date(2025, 9, 1), date(2028, 12, 31), first=6, every=12)]
    ['2026-03-01', '2027-03-01', '2028-03-01']
    >>> for each in grant_days(date(2025, 9, 1), date(2028, 3, 31), first=6, every=12, unified=(4, 1)):
    ...     print(each.on, each.months)
    2026-03-01 6
    2026-04-01 18
    2027-04-01 30
    """
    found: list[GrantDay] = []
    months = first
    while True:
        on = months_later(hired, months)
        if found and unified is not None:
            sooner = _last_unified(on, unified)
            on = sooner if sooner > found[-1].on else on
        if on > until:
            return found
        found.append(GrantDay(on, months))
        months += every


def _last_unified(day: date, unified: tuple[int, int]) -> date:
    this_year = date(day.year, *unified)
    return this_year if this_year <= day else date(day.year - 1, *unified)


def attended_enough(attended: int, scheduled: int, share: Decimal) -> bool:
    """Whether enough of the scheduled days were attended; where none was scheduled nothing was missed.

    >>> attended_enough(192, 240, Decimal(80)), attended_enough(191, 240, Decimal(80))
    (True, False)
    """
    return Decimal(attended) * 100 >= Decimal(scheduled) * share


def duty(days: Decimal, first: date, second: date, every: int) -> Decimal:
    """The days that must be taken when a second period of duty begins while the first still runs (HR-34).

    >>> duty(Decimal(5), date(2025, 10, 1), date(2026, 4, 1), 12)
    Decimal('7.5')
    >>> duty(Decimal(5), date(2026, 3, 1), date(2026, 4, 1), 12)
    Decimal('5.5')
    """
    months = (second.year - first.year) * 12 + second.month - first.month + every
    return (days * months / every / HALF).quantize(Decimal(1), rounding=ROUND_UP) * HALF


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A grant and what is left of it."""

    grant: object
    granted_on: date
    expires_on: date
    days: Decimal


class TooLittle(Exception):
    """Less is left than is wanted on that day."""


def taken_from(wanted: Decimal, on: date, grants: Sequence[Left]) -> list[tuple[Left, Decimal]]:
    """From which grants these days are taken: those in force on the day, the oldest first (HR-32)."""
    found: list[tuple[Left, Decimal]] = []
    usable = [each for each in grants if each.granted_on <= on <= each.expires_on and each.days > 0]
    for each in sorted(usable, key=lambda one: (one.expires_on, one.granted_on)):
        part = min(wanted, each.days)
        if part > 0:
            found.append((each, part))
            wanted -= part
    if wanted > 0:
        raise TooLittle(wanted)
    return found


def expiry(granted_on: date, months: int) -> date:
    """The last day on which a grant may be used.

    >>> expiry(date(2026, 4, 1), 24)
    datetime.date(2028, 3, 31)
    """
    return months_later(granted_on, months) - timedelta(days=1)
