"""What is said about a day: checked, and kept as the next version."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.refusals import ImpossibleTimes
from modules.attendance.rules.clock import DAY
from modules.attendance.rules.working_time import Span, inside, overlap, without
from modules.attendance.states import ClockSource, EntrySource
from modules.attendance.timing import time_given
from modules.attendance.writing import insert_all

NOTE_LIMIT = 500
LONGEST_STAY = DAY
LAST = """
    SELECT DISTINCT ON (person, on_day) * FROM attendance.day_entry
    WHERE company = $1 AND person = ANY($2::uuid[]) AND on_day BETWEEN $3 AND $4
    ORDER BY person, on_day, version DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One day as it was told, before it is kept."""

    person: UUID
    on: date
    spans: tuple[Span, ...] = ()
    rests: tuple[Span, ...] = ()
    break_minutes: int = 0
    clock_in: int | None = None
    clock_out: int | None = None
    clock_source: ClockSource | None = None
    is_on_call: bool = False
    is_remote: bool = False
    note: str | None = None
    reason: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


def impossible(told: Told) -> str | None:
    """Why nobody can have worked like this, if so.

    >>> from uuid import UUID
    >>> def day(*spans, rests=(), pause=0):
    ...     one, on = UUID(int=1), date(2026, 4, 1)
    ...     return Told(person=one, on=on, spans=spans, rests=rests, break_minutes=pause)
    >>> impossible(day((540, 1080), pause=60)) is None
    True
    >>> [impossible(day((1080, 540))), impossible(day((540, 720), (700, 800)))]
    ['END_BEFORE_BEGIN', 'OVERLAPS']
    >>> [impossible(day((540, 600), pause=60)), impossible(day((540, 600), rests=((600, 630),)))]
    ['BREAK_TOO_LONG', 'BREAK_OUTSIDE']
    >>> [impossible(day((0, 1500))), impossible(day((1500, 1600)))]
    ['TOO_LONG', 'BEGINS_NEXT_DAY']
    """
    for start, end in (*told.spans, *told.rests):
        if end <= start:
            return "END_BEFORE_BEGIN"
    if overlap(told.spans) or overlap(told.rests):
        return "OVERLAPS"
    for start, end in told.rests:
        if not inside(told.spans, start, end):
            return "BREAK_OUTSIDE"
    if any(end - start > LONGEST_STAY for start, end in told.spans):
        return "TOO_LONG"
    if any(start >= DAY for start, _ in told.spans):
        return "BEGINS_NEXT_DAY"
    work = sum(end - start for start, end in without(told.spans, told.rests))
    return "BREAK_TOO_LONG" if told.spans and told.break_minutes >= work else None


ONE_DAY = timedelta(days=1)
Place = tuple[UUID, date]


def clashes(spans: Mapping[Place, Sequence[Sequence[int]]], person: UUID, on: date) -> bool:
    """Whether a night goes on into the next day's work, on either side of a day.

    >>> one = UUID(int=1)
    >>> said = {(one, date(2026, 4, 1)): [(1200, 1600)], (one, date(2026, 4, 2)): [(100, 500)]}
    >>> clashes(said, one, date(2026, 4, 1)), clashes(said, one, date(2026, 4, 3))
    (True, False)
    """
    for first in (on - ONE_DAY, on):
        night, morning = spans.get((person, first)), spans.get((person, first + ONE_DAY))
        if night and morning and max(end for _, end in night) - DAY > min(start for start, _ in morning):
            return True
    return False


async def latest(act: Act, people: Sequence[UUID], first: date, last: date) -> dict[Place, Any]:
    """The entries that count of these days and of the ones beside them."""
    rows = await act.tx.rows(LAST, act.company, sorted(people), first - ONE_DAY, last + ONE_DAY)
    return {(row["person"], row["on_day"]): row for row in rows}


def spans_of(rows: Mapping[Place, Any]) -> dict[Place, list[list[int]]]:
    """When people were there, day by day."""
    return {place: json.loads(row["spans"]) for place, row in rows.items()}


async def keep_entries(
    act: Act, entries: Sequence[Told], source: EntrySource, **more: Any
) -> list[dict[str, Any]]:
    """Each as the next version of its day; refuses times that overlap the night before or the day after."""
    if not entries:
        return []
    days = [each.on for each in entries]
    known = await latest(act, list({each.person for each in entries}), min(days), max(days))
    spans: dict[Place, Any] = spans_of(known) | {(each.person, each.on): each.spans for each in entries}
    rows = []
    for each in entries:
        if clashes(spans, each.person, each.on):
            raise ImpossibleTimes("OVERLAPS_NEIGHBOUR", on=each.on)
        before = known.get((each.person, each.on))
        rows.append(
            {
                "id": new_id(),
                "company": act.company,
                "person": each.person,
                "on_day": each.on,
                "version": (before["version"] if before else 0) + 1,
                "source": source.value,
                "spans": each.spans,
                "rests": each.rests,
                "break_minutes": each.break_minutes,
                "clock_in": each.clock_in,
                "clock_out": each.clock_out,
                "clock_source": each.clock_source.value if each.clock_source else None,
                "is_on_call": each.is_on_call,
                "is_remote": each.is_remote,
                "note": each.note,
                "reason": each.reason,
                "attendance_import": None,
                "line": None,
                "is_after_close": False,
                "entered_by": act.actor,
                "entered_at": act.at,
            }
            | each.more
            | more
        )
    await insert_all(act, tables.DayEntry, rows)
    return rows


def told_by_hand(
    person: UUID,
    on: date,
    started_at: str | None,
    ended_at: str | None,
    break_minutes: int,
    break_at: str | None,
    note: str | None,
    **more: Any,
) -> Told:
    """A day as a person typed it; no times at all say that there was no work."""
    start, end = time_given("startedAt", started_at), time_given("endedAt", ended_at)
    if (start is None) != (end is None):
        raise BadInput("endedAt" if end is None else "startedAt", "REQUIRED")
    if not 0 <= break_minutes <= DAY:
        raise BadInput("breakMinutes", "OUT_OF_RANGE", least=0, most=DAY)
    pause = time_given("breakAt", break_at)
    rests = ((pause, pause + break_minutes),) if pause is not None and break_minutes else ()
    if note is not None and len(note) > NOTE_LIMIT:
        raise BadInput("note", "TOO_LONG", limit=NOTE_LIMIT)
    told = Told(
        person=person,
        on=on,
        spans=((start, end),) if start is not None and end is not None else (),
        rests=rests if start is not None else (),
        break_minutes=break_minutes if start is not None and not rests else 0,
        note=(note or "").strip() or None,
        **more,
    )
    why = impossible(told)
    if why is not None:
        raise ImpossibleTimes(why, on=on)
    return told
