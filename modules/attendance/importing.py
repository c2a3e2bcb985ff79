"""What a file of attendance means for people's days: whom its lines are about, and what of it is new."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance.opening import employed_days, open_sheets
from modules.attendance.rules.attendance_csv import MOST_ERRORS, AttendanceItem, Line, Wrong
from modules.attendance.ruling import Rule
from modules.attendance.saying import Place, Told, clashes, latest, spans_of
from modules.attendance.states import ClockSource, EntrySource

# What earlier files said, and what counts now.
SAID = """
    SELECT DISTINCT ON (person, on_day) person, on_day, spans, rests, break_minutes, clock_in, clock_out
    FROM attendance.day_entry
    WHERE company = $1 AND person = ANY($2::uuid[]) AND on_day BETWEEN $3 AND $4 AND source = 'IMPORT'
    ORDER BY person, on_day, version DESC
"""
NOW = """
    SELECT DISTINCT ON (e.person, e.on_day) e.person, e.on_day, e.source, s.state, e.version
    FROM attendance.day_entry e
    LEFT JOIN attendance.work_day w ON w.person = e.person AND w.on_day = e.on_day AND w.company = e.company
    LEFT JOIN attendance.timesheet s ON s.id = w.timesheet
    WHERE e.company = $1 AND e.person = ANY($2::uuid[]) AND e.on_day BETWEEN $3 AND $4
    ORDER BY e.person, e.on_day, e.version DESC
"""
SHEETS = """
    SELECT w.person, w.on_day, s.state
    FROM attendance.work_day w JOIN attendance.timesheet s ON s.id = w.timesheet
    WHERE w.company = $1 AND w.person = ANY($2::uuid[]) AND w.on_day BETWEEN $3 AND $4
"""


def told_days(
    lines: Sequence[Line], people: Mapping[str, Any], clock: ClockSource
) -> dict[Place, tuple[Told, Line]]:
    """One entry for each person and day, of all its stays; with the line it begins in."""
    days: dict[Place, list[Line]] = defaultdict(list)
    for line in lines:
        days[(people[line.number]["person"], line.on)].append(line)
    told = {}
    for (person, on), stays in days.items():
        stays.sort(key=lambda each: each.start)
        seen = any(each.clock_in is not None or each.clock_out is not None for each in stays)
        entry = Told(
            person=person,
            on=on,
            spans=tuple((each.start, each.end) for each in stays),
            rests=tuple(each.rest for each in stays if each.rest),
            break_minutes=sum(each.pause for each in stays if each.rest is None),
            clock_in=stays[0].clock_in,
            clock_out=stays[-1].clock_out,
            clock_source=clock if seen else None,
            note=next((each.note for each in stays if each.note), None),
            more={"line": stays[0].row},
        )
        told[(person, on)] = (entry, stays[0])
    return told


def unknown_people(lines: Sequence[Line], people: Mapping[str, Any], heading: str) -> list[Wrong]:
    """Numbers nobody has, and days on which somebody is not employed."""
    wrong = []
    for line in lines:
        employee = people.get(line.number)
        if employee is None:
            wrong.append(Wrong(line.row, heading, "UNKNOWN_NUMBER", line.number[:40]))
        elif employed_days(employee, line.on, line.on) is None:
            wrong.append(Wrong(line.row, heading, "NOT_EMPLOYED", line.number[:40]))
        if len(wrong) >= MOST_ERRORS:
            break
    return wrong


async def open_months(act: Act, told: Mapping[Place, Any], rule: Rule) -> None:
    """The sheets these days belong to."""
    months: dict[date, set[UUID]] = defaultdict(set)
    for person, on in told:
        months[rule.month_of(on)].add(person)
    for month, people in sorted(months.items()):
        await open_sheets(act, month, rule, people)


async def what_is_new(
    act: Act, told: dict[Place, tuple[Told, Line]], heading: str
) -> tuple[list[Told], list[Wrong]]:
    """Days no earlier file said like this, and those that cannot be taken."""
    people = sorted({person for person, _ in told})
    first, last = min(on for _, on in told), max(on for _, on in told)
    args = (act.company, people, first, last)
    said = {(row["person"], row["on_day"]): row for row in await act.tx.rows(SAID, *args)}
    now = {(row["person"], row["on_day"]): row for row in await act.tx.rows(NOW, *args)}
    sheets = {(row["person"], row["on_day"]): row["state"] for row in await act.tx.rows(SHEETS, *args)}
    spans: dict[Place, Any] = spans_of(await latest(act, people, first, last))
    spans |= {place: entry.spans for place, (entry, _) in told.items()}
    new, wrong = [], []
    for place, (entry, line) in sorted(told.items(), key=lambda each: each[1][1].row):
        if place in said and _same(said[place], entry):
            continue
        reason = _refused(sheets.get(place), now.get(place))
        if reason is None and clashes(spans, *place):
            reason = "OVERLAPS_NEIGHBOUR"
        if reason is not None:
            wrong.append(Wrong(line.row, heading, reason, f"{line.number} {line.on}"))
        else:
            new.append(entry)
    return new, wrong[:MOST_ERRORS]


def _refused(sheet: str | None, now: Any) -> str | None:
    if sheet is None:
        return "NO_PATTERN"
    if sheet != "OPEN":
        return "SHEET_CLOSED" if sheet == "CLOSED" else "SHEET_HANDED_IN"
    # What a person put right is not undone by a file in silence.
    return "CORRECTED" if now is not None and now["source"] == EntrySource.CORRECTION.value else None


def _same(row: Any, entry: Told) -> bool:
    def plain(spans: Any) -> list[list[int]]:
        return [list(each) for each in spans]

    return (
        json.loads(row["spans"]) == plain(entry.spans)
        and json.loads(row["rests"]) == plain(entry.rests)
        and (row["break_minutes"], row["clock_in"], row["clock_out"])
        == (entry.break_minutes, entry.clock_in, entry.clock_out)
    )


def headings_of(columns: Any) -> dict[AttendanceItem, str]:
    """The saved columns as the reader wants them."""
    given = json.loads(columns) if isinstance(columns, str) else columns
    return {AttendanceItem(each["item"]): each["heading"] for each in given}
