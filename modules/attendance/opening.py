"""Sheets of a month: opened for everybody who is employed in it, with a row for each of its days."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.attendance import tables
from modules.attendance.counting import recount
from modules.attendance.employing import employees
from modules.attendance.planning import Calendar, calendar_of, days_between
from modules.attendance.ruling import Rule
from modules.attendance.states import SheetState
from modules.attendance.summing import add_up
from modules.attendance.writing import insert_all, update_all

SHEETS = """
    SELECT id, person, from_on, to_on, state FROM attendance.timesheet
    WHERE company = $1 AND month = $2 AND person = ANY($3::uuid[])
"""
KNOWN = "SELECT person, on_day FROM attendance.work_day WHERE timesheet = ANY($1::uuid[])"
# Days that are no longer of the employment and of which nobody said anything.
OUTSIDE = """
    DELETE FROM attendance.work_day w USING attendance.timesheet s
    WHERE s.id = w.timesheet AND s.id = ANY($1::uuid[]) AND w.entry IS NULL AND w.leave_days = 0
      AND w.on_day NOT BETWEEN s.from_on AND s.to_on
"""


def employed_days(employee: dict[str, Any], first: date, last: date) -> tuple[date, date] | None:
    """The part of a period in which somebody is employed."""
    if employee["starts_on"] is None or employee["starts_on"] > last:
        return None
    begins = max(first, employee["starts_on"])
    ends = min(last, employee["last_day"]) if employee["last_day"] else last
    return (begins, ends) if begins <= ends else None


async def open_sheets(
    act: Act, month: date, rule: Rule, people: Collection[UUID] | None = None
) -> list[UUID]:
    """Make what is missing of a month's sheets and days; again it makes nothing. Answers the new sheets.

    People with whom no hours were agreed get none; the page of patterns lists them.
    """
    first, last = rule.period_of(month)
    await lock_name(act, "timesheets", act.company, month)
    known = await employees(act, None if people is None else list(people))
    spans = {who: span for who, each in known.items() if (span := employed_days(each, first, last))}
    if not spans:
        return []
    calendar = await calendar_of(act, spans, first, last)
    there = {row["person"]: row for row in await act.tx.rows(SHEETS, act.company, month, sorted(spans))}
    fresh = []
    for who, span in sorted(spans.items()):
        if who not in there and calendar.has(who, span[1]):
            fresh.append(_sheet(act, month, known[who], span, calendar))
    await act.tx.insert(tables.Timesheet, fresh)
    sheets = {row["person"]: row for row in [*there.values(), *fresh]}
    open_ones = {who: row for who, row in sheets.items() if row["state"] != SheetState.CLOSED.value}
    await _follow_employment(act, open_ones, spans)
    ids = sorted(row["id"] for row in open_ones.values())
    days = {(row["person"], row["on_day"]) for row in await act.tx.rows(KNOWN, ids)}
    rows = [
        _day(act, sheet["id"], who, on, calendar)
        for who, sheet in sorted(open_ones.items())
        for on in days_between(*spans[who])
        if (who, on) not in days and calendar.has(who, on)
    ]
    await insert_all(act, tables.WorkDay, rows)
    await recount(act, {row["person"] for row in rows}, first, last, rule)
    return [row["id"] for row in fresh]


async def _follow_employment(act: Act, sheets: dict[UUID, Any], spans: dict[UUID, tuple[date, date]]) -> None:
    """Somebody leaves sooner, or began later, than the sheet was opened for."""
    moved = [
        {"id": row["id"], "from_on": spans[who][0], "to_on": spans[who][1]}
        for who, row in sorted(sheets.items())
        if (row["from_on"], row["to_on"]) != spans[who]
    ]
    if moved:
        await act.tx.update(tables.Timesheet, moved)
        await act.tx.run(OUTSIDE, [row["id"] for row in moved])
        await add_up(act, {row["id"] for row in moved})


def _sheet(
    act: Act, month: date, employee: dict[str, Any], span: tuple[date, date], calendar: Calendar
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "employee": employee["id"],
        "person": employee["person"],
        "month": month,
        "from_on": span[0],
        "to_on": span[1],
        "place": employee["place"],
        "state": SheetState.OPEN.value,
        "is_variable": calendar.of(employee["person"], span[1]).is_variable,
    }


def _day(act: Act, sheet: UUID, person: UUID, on: date, calendar: Calendar) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "timesheet": sheet,
        "person": person,
        "on_day": on,
    } | plan_columns(calendar, person, on)


def plan_columns(calendar: Calendar, person: UUID, on: date) -> dict[str, Any]:
    """What a day's plan says of it."""
    planned = calendar.of(person, on)
    return {
        "is_variable": planned.is_variable,
        "kind": planned.plan.kind.value,
        "scheduled_from": planned.plan.starts,
        "scheduled_to": planned.plan.ends,
        "scheduled_minutes": planned.plan.minutes,
    }


PLANS = """
    SELECT w.id, w.person, w.on_day, w.is_variable, w.kind, w.scheduled_from, w.scheduled_to,
           w.scheduled_minutes
    FROM attendance.work_day w JOIN attendance.timesheet s ON s.id = w.timesheet
    WHERE w.company = $1 AND ($2::uuid[] IS NULL OR w.person = ANY($2)) AND w.on_day BETWEEN $3 AND $4
      AND s.state <> 'CLOSED'
"""


async def plan_again(act: Act, people: Collection[UUID] | None, first: date, last: date, rule: Rule) -> None:
    """Days of open sheets follow a calendar that changed."""
    wanted = None if people is None else sorted(set(people))
    rows = await act.tx.rows(PLANS, act.company, wanted, first, last)
    if not rows:
        return
    calendar = await calendar_of(act, {row["person"] for row in rows}, first, last)
    changed = []
    for row in rows:
        new = plan_columns(calendar, row["person"], row["on_day"])
        if any(row[name] != value for name, value in new.items()):
            changed.append({"id": row["id"], "person": row["person"]} | new)
    await update_all(act, tables.WorkDay, changed)
    await recount(act, {row["person"] for row in changed}, first, last, rule)
