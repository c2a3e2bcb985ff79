"""Kinds of leave, the statutory table, columns of files; and two months of the demo company."""

import tomllib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.dates import last_of_month
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.actions.add_work_pattern import add_work_pattern
from modules.attendance.actions.approve_leave import approve_leave
from modules.attendance.actions.approve_timesheets import approve_timesheets
from modules.attendance.actions.close_work_month import close_work_month
from modules.attendance.actions.grant_leave import grant_leave
from modules.attendance.actions.request_leave import request_leave
from modules.attendance.actions.set_overtime_agreement import set_overtime_agreement
from modules.attendance.actions.set_work_rule import set_work_rule
from modules.attendance.actions.submit_timesheet import submit_timesheet
from modules.attendance.actions.use_work_pattern import use_work_pattern
from modules.attendance.counting import recount
from modules.attendance.employing import employees, refresh
from modules.attendance.granting import ANNUAL
from modules.attendance.opening import open_sheets
from modules.attendance.refusals import NotEnoughLeave, NoWorkingDay, SheetsOpen
from modules.attendance.ruling import rule_on
from modules.attendance.saying import Told, keep_entries
from modules.attendance.states import EntrySource
from modules.attendance.watching import tell_overtime

USUAL = Path(__file__).with_name("usual.toml")


async def keep_current(act: Act) -> None:
    """The usual kinds, the table and the formats, where they are not there yet."""
    usual = tomllib.loads(USUAL.read_text(encoding="utf-8"))
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM attendance.leave_kind")}
    kinds = [_kind(row) for row in usual["leave_kind"] if row["code"] not in there]
    await act.tx.insert(tables.LeaveKind, kinds)
    known = {
        (row["valid_from"], row["months"], row["weekly_days"])
        for row in await act.tx.rows("SELECT valid_from, months, weekly_days FROM attendance.leave_table_row")
    }
    rows = [
        row
        for row in _table(usual["leave_table"])
        if (row["valid_from"], row["months"], row["weekly_days"]) not in known
    ]
    await act.tx.insert(tables.LeaveTableRow, rows)
    await _formats(act, usual["format"])


def _kind(row: dict[str, Any]) -> dict[str, Any]:
    usual = row.get("usual_days")
    days = {"usual_days": Decimal(usual) if usual else None}
    return {"id": new_id(), "is_active": True} | row | days


def _table(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Every field of the table as a row of its own."""
    full = {"weekly_days": None, "yearly_from": None, "yearly_to": None, "days": told["full"]}
    return [
        {
            "id": new_id(),
            "valid_from": told["valid_from"],
            "valid_to": None,
            "months": months,
            "days": Decimal(days),
            "source": told["source"],
            **{name: part[name] for name in ("weekly_days", "yearly_from", "yearly_to")},
        }
        for part in [full, *told["part"]]
        for months, days in zip(told["months"], part["days"], strict=True)
    ]


async def _formats(act: Act, formats: list[dict[str, Any]]) -> None:
    """For every company; a code that is taken is somebody's own."""
    there = {
        (row["company"], row["code"])
        for row in await act.tx.rows("SELECT company, code FROM attendance.column_set")
    }
    rows = []
    for each in formats:
        if (act.company, each["code"]) in there:
            continue
        columns = [{"heading": heading, "item": item} for heading, item in each["columns"]]
        own = {"id": new_id(), "company": act.company, "skip_rows": 0, "first_line": None, "is_active": True}
        rows.append(own | each | {"columns": columns})
    await act.tx.insert(tables.ColumnSet, rows)


SHEETS = "SELECT id, person FROM attendance.timesheet WHERE company = $1 AND month = $2 ORDER BY person"
DAYS = """
    SELECT person, on_day FROM attendance.work_day
    WHERE company = $1 AND kind = 'WORKDAY' AND leave_days = 0 AND on_day BETWEEN $2 AND $3
      AND person = ANY($4::uuid[])
    ORDER BY person, on_day
"""


async def seed_demo(act: Act) -> None:
    """A month that was closed, one that is being handed in, and the beginning of this one."""
    last = last_of_month(act.today, -1)
    before = last_of_month(act.today, -2)
    await set_work_rule(act=act, valid_from=act.today.replace(year=act.today.year - 2, month=1, day=1))
    await refresh(act, act.today)
    known = sorted((await employees(act)).values(), key=lambda each: str(each["number"]))
    people = [each for each in known if each["starts_on"] and each["starts_on"] <= act.today]
    if not people:
        return
    office = await add_work_pattern(
        act=act,
        code="OFFICE",
        name="本社勤務",
        starts_at="9:00",
        ends_at="18:00",
        break_minutes=60,
        break_at="12:00",
    )
    await use_work_pattern(
        act=act,
        pattern=office,
        people=[each["person"] for each in people],
        valid_from=before.replace(day=1),
    )
    for place in sorted({each["place"] for each in people}):
        await set_overtime_agreement(
            act=act, place=place, valid_from=act.today.replace(year=act.today.year - 1, day=1), valid_to=None,
            has_special_clause=True,
        )  # fmt: skip
    rule = await rule_on(act, act.today)
    for month in (before, last, act.today):
        await open_sheets(act, month.replace(day=1), rule)
    await _leave(act, people, last)
    ids = [each["person"] for each in people]
    await _work(act, ids, before.replace(day=1), before, tired=ids[:0])
    await _hand_in(act, before.replace(day=1), everybody=True)
    with suppress(SheetsOpen):
        await close_work_month(act=act, month=before)
    await _work(act, ids, last.replace(day=1), last, tired=ids[:2], forgetful=ids[-2:])
    await _hand_in(act, last.replace(day=1), everybody=False)
    await tell_overtime(act, last.replace(day=1))


async def _leave(act: Act, people: Sequence[dict[str, Any]], last: date) -> None:
    """What everybody brings along; somebody was away, somebody asks."""
    kind = await act.tx.value(ANNUAL)
    granted = last.replace(day=1) - timedelta(days=120)
    for each in people:
        await grant_leave(
            act=act,
            person=each["person"],
            kind=kind,
            days=Decimal(12),
            granted_on=granted,
            note="前のシステムから",
        )
    for at, each in enumerate(people[:3]):
        on = last.replace(day=9 + at) if at < 2 else act.today + timedelta(days=14)
        try:
            asked = await request_leave(
                act=act, person=each["person"], kind=kind, from_on=on, to_on=on + timedelta(days=1)
            )
        except (NoWorkingDay, NotEnoughLeave):
            continue
        if at < 2:
            await approve_leave(act=act, request=asked)


async def _work(
    act: Act,
    people: Sequence[UUID],
    first: date,
    last: date,
    *,
    tired: Sequence[UUID],
    forgetful: Sequence[UUID] = (),
) -> None:
    """Office hours with a few minutes more, late evenings for some, days forgotten by others."""
    rule = await rule_on(act, last)
    told = []
    for row in await act.tx.rows(DAYS, act.company, first, last, sorted(people)):
        person, on = row["person"], row["on_day"]
        if person in forgetful and on.day > last.day - 4:
            continue
        end = 18 * 60 + (on.day * 7) % 25 + (150 if person in tired else 0)
        told.append(Told(person=person, on=on, spans=((9 * 60, end),), rests=((720, 780),)))
    await keep_entries(act, told, EntrySource.DECLARED)
    await recount(act, people, first, last, rule)


async def _hand_in(act: Act, month: date, *, everybody: bool) -> None:
    """All of a month, or all but the last who forgot something, half of them approved."""
    sheets = [row["id"] for row in await act.tx.rows(SHEETS, act.company, month)]
    ready = {
        row["id"]
        for row in await act.tx.rows(
            """SELECT s.id FROM attendance.timesheet s WHERE s.id = ANY($1::uuid[]) AND NOT EXISTS (
                   SELECT FROM attendance.work_day w WHERE w.timesheet = s.id AND w.kind = 'WORKDAY'
                   AND w.entry IS NULL AND w.leave_days < 1)""",
            sheets,
        )
    }
    handed = [each for each in sheets if each in ready]
    for each in handed:
        await submit_timesheet(act=act, timesheet=each)
    approved = handed if everybody else handed[: len(handed) // 2]
    if approved:
        await approve_timesheets(act=act, timesheets=approved)
