"""Working time by the minute: one day, one week, one month (HR-10, HR-12).

Nothing is cut off a day; only the sum of a month may be rounded. What counts as what is said by `Law`, which
is read from dated rows.

>>> law = Law(day=480, week=2400, night=(1320, 300), breaks=((360, 45), (480, 60)))
>>> office = Plan(DayKind.WORKDAY, 540, 1080, 480)
>>> late_evening = Said(((540, 1410),), rests=((720, 780),))
>>> one = figures_of(late_evening, office, law)
>>> one.worked, one.extra, one.over_day, one.night, one.late, one.break_short
(810, 330, 330, 90, 0, 0)

Work on the statutory holiday is no overtime but has a premium of its own; past midnight another day begins.

>>> sunday = Plan(DayKind.STATUTORY_HOLIDAY)
>>> one = figures_of(Said(((1200, 1560),)), sunday, law)
>>> one.worked, one.statutory_holiday, one.ordinary, one.night
(360, 240, 120, 240)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from modules.attendance.rules.clock import DAY

Span = tuple[int, int]


class DayKind(StrEnum):
    """What a day is for somebody."""

    WORKDAY = "WORKDAY"
    HOLIDAY = "HOLIDAY"
    STATUTORY_HOLIDAY = "STATUTORY_HOLIDAY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Minutes of a day and a week, when night is, and from how much work on how long a break is due."""

    day: int
    week: int
    night: Span
    breaks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed for a day: from when until when, and how many minutes of work that is."""

    kind: DayKind
    starts: int | None = None
    ends: int | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody did on a day; `break_minutes` are breaks of which nobody said when they were."""

    spans: tuple[Span, ...] = ()
    rests: tuple[Span, ...] = ()
    break_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One day in minutes. `over_day` is what is over the day's legal time; the week may add to it."""

    worked: int = 0
    ordinary: int = 0
    extra: int = 0
    over_day: int = 0
    night: int = 0
    statutory_holiday: int = 0
    holiday: int = 0
    late: int = 0
    early: int = 0
    break_short: int = 0


def figures_of(
    said: Said,
    plan: Plan,
    law: Law,
    *,
    leave: int = 0,
    leave_at_start: bool = False,
    day_limit: int | None = None,
    next_is_statutory: bool = False,
) -> DayFigures:
    """The minutes of one day; `leave` are minutes of it that were taken off with pay or without."""
    work = without(said.spans, said.rests)
    parts = (inside(work, 0, DAY), inside(work, DAY, 2 * DAY))
    night = sum(inside(work, *each) for each in _nights(law))
    # Nobody said when these were: they are taken from what carries no premium, as long as there is such time.
    unplaced = min(said.break_minutes, sum(parts))
    by_day = sum(parts) - night
    night -= max(0, unplaced - by_day)
    own = max(0, parts[0] - unplaced)
    after = max(0, parts[1] - max(0, unplaced - parts[0]))
    statutory = (own if plan.kind is DayKind.STATUTORY_HOLIDAY else 0) + (after if next_is_statutory else 0)
    worked = own + after
    ordinary = worked - statutory
    limit = law.day if day_limit is None else day_limit
    late, early = _late_and_early(said, plan, leave, leave_at_start)
    is_workday = plan.kind is DayKind.WORKDAY
    return DayFigures(
        worked=worked,
        ordinary=ordinary,
        extra=max(0, ordinary + leave - plan.minutes) if is_workday else 0,
        over_day=max(0, ordinary - limit),
        night=night,
        statutory_holiday=statutory,
        holiday=ordinary if plan.kind is DayKind.HOLIDAY else 0,
        late=late,
        early=early,
        break_short=_break_short(said, work, worked, law),
    )


def week_overtime(days: Sequence[DayFigures], limit: int) -> list[int]:
    """The legal overtime of each day of a week: over the day's time, and what brings the week over its own.

    >>> def day(minutes: int) -> DayFigures:
    ...     return DayFigures(worked=minutes, ordinary=minutes, over_day=max(0, minutes - 480))
    >>> week_overtime([day(m) for m in (0, 480, 480, 540, 480, 480, 300)], 2400)
    [0, 0, 0, 60, 0, 0, 300]
    >>> week_overtime([day(m) for m in (0, 420, 420, 420, 420, 420, 420)], 2400)
    [0, 0, 0, 0, 0, 0, 120]
    """
    told, within = [], 0
    for each in days:
        plain = each.ordinary - each.over_day
        over = max(0, within + plain - limit) - max(0, within - limit)
        within += plain
        told.append(each.over_day + over)
    return told


def rounded_month(minutes: int, step: int) -> int:
    """A month's overtime in whole hours: less than the step is dropped, the step or more is an hour.

    >>> [rounded_month(minutes, 30) for minutes in (89, 90, 119, 60, 29)]
    [60, 120, 120, 60, 0]
    """
    hours, rest = divmod(minutes, 60)
    return (hours + (rest >= step)) * 60


def split_at(minutes: int, threshold: int) -> tuple[int, int]:
    """What is up to a month's threshold and what is beyond it.

    >>> split_at(3_600, 3_600), split_at(3_661, 3_600)
    ((3600, 0), (3600, 61))
    """
    return min(minutes, threshold), max(0, minutes - threshold)


def inside(spans: Sequence[Span], first: int, last: int) -> int:
    """How many minutes of these spans lie between two moments."""
    return sum(max(0, min(end, last) - max(start, first)) for start, end in spans)


def without(spans: Sequence[Span], rests: Sequence[Span]) -> list[Span]:
    """Spans with pieces taken out of them.

    >>> without([(540, 1080)], [(720, 780), (1070, 1100)])
    [(540, 720), (780, 1070)]
    """
    left = list(spans)
    for start, end in rests:
        cut = []
        for first, last in left:
            pieces = ((first, min(last, start)), (max(first, end), last))
            cut += [piece for piece in pieces if piece[0] < piece[1]]
        left = cut
    return left


def overlap(spans: Sequence[Span]) -> bool:
    """Whether somebody would have been at work twice at once."""
    ordered = sorted(spans)
    return any(later[0] < sooner[1] for sooner, later in pairwise(ordered))


def _nights(law: Law) -> list[Span]:
    begins, ends = law.night
    return [(0, ends), (begins, DAY + ends), (DAY + begins, 2 * DAY)]


def _late_and_early(said: Said, plan: Plan, leave: int, leave_at_start: bool) -> tuple[int, int]:
    """Leave taken excuses coming late or going early by as many minutes."""
    if plan.kind is not DayKind.WORKDAY or not said.spans or plan.starts is None or plan.ends is None:
        return 0, 0
    late = max(0, min(start for start, _ in said.spans) - plan.starts)
    early = max(0, plan.ends - max(end for _, end in said.spans))
    # The break lies in the agreed time, so a half day that spans it excuses it as well.
    excused = leave + (plan.ends - plan.starts - plan.minutes if leave else 0)
    if leave_at_start or late >= early:
        return max(0, late - excused), early
    return late, max(0, early - excused)


def _break_short(said: Said, work: Sequence[Span], worked: int, law: Law) -> int:
    due = max((length for over, length in law.breaks if worked > over), default=0)
    if not said.spans:
        return 0
    whole = max(end for _, end in said.spans) - min(start for start, _ in said.spans)
    return max(0, due - (whole - worked)) if work else 0
