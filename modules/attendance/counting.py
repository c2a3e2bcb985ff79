"""From what was said about days to the minutes that count: whole weeks at a time, a constant number of
statements.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance import tables
from modules.attendance.law import time_law
from modules.attendance.rules.working_time import (
    DayFigures,
    DayKind,
    Law,
    Plan,
    Said,
    figures_of,
    week_overtime,
)
from modules.attendance.ruling import Rule
from modules.attendance.states import LeavePart
from modules.attendance.summing import add_up
from modules.attendance.writing import update_all

DAYS = """
    SELECT w.*, s.state AS sheet_state
    FROM attendance.work_day w JOIN attendance.timesheet s ON s.id = w.timesheet
    WHERE w.company = $1 AND w.person = ANY($2::uuid[]) AND w.on_day BETWEEN $3 AND $4
    ORDER BY w.person, w.on_day
"""
ENTRIES = """
    SELECT DISTINCT ON (person, on_day) * FROM attendance.day_entry
    WHERE company = $1 AND person = ANY($2::uuid[]) AND on_day BETWEEN $3 AND $4
    ORDER BY person, on_day, version DESC
"""
# Leave that stands: what was given back is gone.
LEAVE = """
    SELECT t.person, t.on_day, t.part, t.days, t.minutes, k.name_ja, k.nature
    FROM attendance.leave_taking t JOIN attendance.leave_kind k ON k.id = t.kind
    WHERE t.company = $1 AND t.person = ANY($2::uuid[]) AND t.on_day BETWEEN $3 AND $4 AND t.returns IS NULL
      AND NOT EXISTS (SELECT FROM attendance.leave_taking b WHERE b.returns = t.id)
"""
Place = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class Off:
    """What of a day was taken off."""

    minutes: int = 0
    days: Decimal = Decimal(0)
    at_start: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A day's figures with the overtime its week adds."""

    figures: DayFigures
    overtime: int


@dataclass(slots=True)
class Ground:
    """All that is needed to count the days of some people."""

    law: Law
    rule: Rule
    days: dict[Place, Any]
    entries: dict[Place, Any]
    leave: dict[Place, Off]
    last: date


async def ground_of(act: Act, people: Collection[UUID], first: date, last: date, rule: Rule) -> Ground:
    """Days, entries and leave of whole weeks around these days."""
    wanted = sorted(set(people))
    first, last = rule.week_of(first)[0], rule.week_of(last)[1]
    args = (act.company, wanted, first, last)
    days = await act.tx.rows(DAYS, act.company, wanted, first, last + timedelta(days=1))
    entries = await act.tx.rows(ENTRIES, *args)
    leave: dict[Place, Off] = {}
    for row in await act.tx.rows(LEAVE, *args):
        place = (row["person"], row["on_day"])
        before = leave.get(place, Off())
        leave[place] = Off(
            before.minutes + row["minutes"],
            before.days + row["days"],
            before.at_start or row["part"] == LeavePart.MORNING.value,
            f"{before.name}・{row['name_ja']}" if before.name else row["name_ja"],
        )
    return Ground(
        await time_law(act.tx, last),
        rule,
        {(row["person"], row["on_day"]): row for row in days},
        {(row["person"], row["on_day"]): row for row in entries},
        leave,
        last,
    )


async def recount(act: Act, people: Collection[UUID], first: date, last: date, rule: Rule) -> None:
    """Count the weeks around these days again and bring the sheets up to date; closed ones stand still."""
    if not people:
        return
    ground = await ground_of(act, people, first, last, rule)
    told = count(ground, ground.entries)
    rows = []
    for place, one in told.items():
        day = ground.days[place]
        if day["sheet_state"] == "CLOSED":
            continue
        new = written_day(ground, place, one)
        if any(day[name] != value for name, value in new.items()):
            rows.append({"id": day["id"]} | new)
    await update_all(act, tables.WorkDay, rows)
    ids = {ground.days[place]["id"] for place in told}
    await add_up(act, {row["timesheet"] for row in ground.days.values() if row["id"] in ids})


def count(ground: Ground, entries: Mapping[Place, Any]) -> dict[Place, Counted]:
    """The figures of every day by these entries; pure, so that two readings can be compared."""
    weeks: dict[tuple[UUID, date], list[date]] = defaultdict(list)
    for person, on in ground.days:
        # The day after the last is known only because a night may end in it.
        if on <= ground.last:
            weeks[(person, ground.rule.week_of(on)[0])].append(on)
    told: dict[Place, Counted] = {}
    for (person, _), days in weeks.items():
        figures = [_one_day(ground, entries, person, on) for on in days]
        limit = _week_limit(ground, person, days)
        for on, one, over in zip(days, figures, week_overtime(figures, limit), strict=True):
            told[(person, on)] = Counted(one, over)
    return told


def _week_limit(ground: Ground, person: UUID, days: Sequence[date]) -> int:
    """Hours that vary over a year may be longer in a week that was planned so."""
    rows = [ground.days[(person, on)] for on in days]
    if not any(row["is_variable"] for row in rows):
        return ground.law.week
    return max(ground.law.week, sum(row["scheduled_minutes"] for row in rows))


def _one_day(ground: Ground, entries: Mapping[Place, Any], person: UUID, on: date) -> DayFigures:
    day, entry = ground.days[(person, on)], entries.get((person, on))
    if entry is None:
        return DayFigures()
    tomorrow = ground.days.get((person, on + timedelta(days=1)))
    off = ground.leave.get((person, on), Off())
    plan = Plan(DayKind(day["kind"]), day["scheduled_from"], day["scheduled_to"], day["scheduled_minutes"])
    limit = max(ground.law.day, plan.minutes) if day["is_variable"] else None
    return figures_of(
        said_of(entry),
        plan,
        ground.law,
        leave=off.minutes,
        leave_at_start=off.at_start,
        day_limit=limit,
        next_is_statutory=tomorrow is not None and tomorrow["kind"] == DayKind.STATUTORY_HOLIDAY.value,
    )


def said_of(entry: Any) -> Said:
    """An entry as the rules read it."""
    return Said(_spans(entry["spans"]), _spans(entry["rests"]), entry["break_minutes"])


def _spans(told: Any) -> tuple[tuple[int, int], ...]:
    given = json.loads(told) if isinstance(told, str) else told
    return tuple((start, end) for start, end in given)


def written_day(ground: Ground, place: Place, one: Counted) -> dict[str, Any]:
    """The columns of a work day that follow from its entry, its leave and its week."""
    entry, off = ground.entries.get(place), ground.leave.get(place, Off())
    spans = _spans(entry["spans"]) if entry is not None else ()
    starts, ends = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (None, None)
    rests = sum(end - start for start, end in _spans(entry["rests"])) if entry is not None else 0
    figures = {f"{name}_minutes": value for name, value in asdict(one.figures).items()}
    is_workday = ground.days[place]["kind"] == DayKind.WORKDAY.value
    return figures | {
        "overtime_minutes": one.overtime,
        "entry": entry["id"] if entry is not None else None,
        "said_from": starts,
        "said_to": ends,
        "break_minutes": rests + entry["break_minutes"] if entry is not None else 0,
        "clock_in": entry["clock_in"] if entry is not None else None,
        "clock_out": entry["clock_out"] if entry is not None else None,
        "gap_minutes": _gap(entry, starts, ends),
        "is_absent": bool(entry is not None and is_workday and off.days < 1 and not spans),
        "is_on_call": bool(entry is not None and entry["is_on_call"]),
        "is_remote": bool(entry is not None and entry["is_remote"]),
        "leave_minutes": off.minutes,
        "leave_days": off.days,
        "leave_name": off.name,
    }


def _gap(entry: Any, starts: int | None, ends: int | None) -> int:
    """The larger of the two differences between what was declared and what a clock saw (HR-11)."""
    if entry is None:
        return 0
    pairs = ((starts, entry["clock_in"]), (ends, entry["clock_out"]))
    return max((abs(said - seen) for said, seen in pairs if said is not None and seen is not None), default=0)
