"""The limits of an agreement on overtime, and what is told before they are passed (HR-20).

Overtime counts for the month and the year; the two ceilings that always hold, of a month and of the averages,
count the work on statutory holidays as well.

>>> limits = Limits(month=2_700, year=21_600, special=True, special_year=43_200, special_times=6,
...                 ceiling=6_000, average=4_800, near=2_160, average_near=4_200, year_near=36_000,
...                 doctor=4_800)
>>> year = [Month(3_000), Month(2_700), Month(4_900, 1_100)]
>>> for each in alerts(year, limits):
...     print(each.level, each.minutes, each.is_breach)
MONTH_NEAR 4900 False
MONTH_LIMIT 4900 False
MONTH_CEILING 6000 True
AVERAGE_NEAR 4350 False
DOCTOR 6000 False
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

AVERAGES = (2, 3, 4, 5, 6)


class OvertimeLevel(StrEnum):
    """What is told of somebody's overtime."""

    MONTH_FORECAST = "MONTH_FORECAST"
    MONTH_NEAR = "MONTH_NEAR"
    MONTH_LIMIT = "MONTH_LIMIT"
    MONTH_CEILING = "MONTH_CEILING"
    AVERAGE_NEAR = "AVERAGE_NEAR"
    AVERAGE_LIMIT = "AVERAGE_LIMIT"
    TIMES_NEAR = "TIMES_NEAR"
    TIMES_LIMIT = "TIMES_LIMIT"
    TIMES_OVER = "TIMES_OVER"
    YEAR_LIMIT = "YEAR_LIMIT"
    YEAR_NEAR = "YEAR_NEAR"
    YEAR_SPECIAL = "YEAR_SPECIAL"
    DOCTOR = "DOCTOR"
    NO_AGREEMENT = "NO_AGREEMENT"


@dataclass(frozen=True, slots=True)
class Month:
    """Minutes of one month: overtime, and work on statutory holidays."""

    overtime: int
    holiday: int = 0

    @property
    def both(self) -> int:
        return self.overtime + self.holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """All in minutes but `special_times`, which are months of a year."""

    month: int
    year: int
    special: bool
    special_year: int
    special_times: int
    ceiling: int
    average: int
    near: int
    average_near: int
    year_near: int
    doctor: int


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell: the figure that led to it, and whether the law or the agreement is broken by it."""

    level: OvertimeLevel
    minutes: int
    is_breach: bool = False


def alerts(year: Sequence[Month], limits: Limits | None, before: Sequence[Month] = ()) -> list[Alert]:
    """What is told of the last month of `year`, the months since the agreement's period began.

    `before` are the months before that, which count for the averages only, in their order.
    """
    if not year:
        return []
    now = year[-1]
    if limits is None:
        return [Alert(OvertimeLevel.NO_AGREEMENT, now.overtime, True)] if now.overtime > 0 else []
    told = [*_of_month(now, limits), *_of_averages([*before, *year], limits), *_of_year(year, limits)]
    if now.both > limits.doctor:
        told.append(Alert(OvertimeLevel.DOCTOR, now.both))
    order = list(OvertimeLevel)
    return sorted(told, key=lambda each: order.index(each.level))


def _of_month(now: Month, limits: Limits) -> list[Alert]:
    told = []
    if now.overtime >= limits.near:
        told.append(Alert(OvertimeLevel.MONTH_NEAR, now.overtime))
    if now.overtime >= limits.month:
        over = now.overtime > limits.month
        told.append(Alert(OvertimeLevel.MONTH_LIMIT, now.overtime, over and not limits.special))
    if now.both >= limits.ceiling:
        told.append(Alert(OvertimeLevel.MONTH_CEILING, now.both, True))
    return told


def averages(months: Sequence[Month]) -> list[tuple[int, int]]:
    """(How many months, minutes summed over them) for the last 2 to 6 months, as far as there are so many.

    >>> averages([Month(60), Month(120), Month(60, 60)])
    [(2, 240), (3, 300)]
    """
    return [(many, sum(each.both for each in months[-many:])) for many in AVERAGES if len(months) >= many]


def _of_averages(months: Sequence[Month], limits: Limits) -> list[Alert]:
    found = averages(months)
    if not found:
        return []
    # Compared by products, so that no minute is lost in a division.
    many, total = max(found, key=lambda each: each[1] / each[0])
    worst = -(-total // many)
    told = []
    if total >= limits.average_near * many:
        told.append(Alert(OvertimeLevel.AVERAGE_NEAR, worst))
    if total >= limits.average * many:
        told.append(Alert(OvertimeLevel.AVERAGE_LIMIT, worst, total > limits.average * many))
    return told


def _of_year(year: Sequence[Month], limits: Limits) -> list[Alert]:
    total = sum(each.overtime for each in year)
    times = sum(each.overtime > limits.month for each in year)
    told = []
    if limits.special and times >= limits.special_times - 1:
        level = OvertimeLevel.TIMES_NEAR if times < limits.special_times else OvertimeLevel.TIMES_LIMIT
        level = OvertimeLevel.TIMES_OVER if times > limits.special_times else level
        told.append(Alert(level, total, times > limits.special_times))
    if total >= limits.year:
        told.append(Alert(OvertimeLevel.YEAR_LIMIT, total, total > limits.year and not limits.special))
    if limits.special and total >= limits.year_near:
        told.append(Alert(OvertimeLevel.YEAR_NEAR, total))
    if limits.special and total >= limits.special_year:
        told.append(Alert(OvertimeLevel.YEAR_SPECIAL, total, total > limits.special_year))
    return told


def forecast(minutes: int, days_done: int, days_planned: int) -> int:
    """What a month comes to if it goes on as it began, by working days; rounded up to a minute.

    >>> forecast(1_500, 10, 20), forecast(100, 3, 20), forecast(100, 0, 20)
    (3000, 667, 100)
    """
    return -(-minutes * max(days_planned, days_done) // days_done) if days_done else minutes
