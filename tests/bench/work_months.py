"""How long a month of working time takes for 1,000 people: opening its sheets, counting every day, closing
it, and the page of overtime; and how many statements closing needs.

People are copied in; everything else goes through the module's own doors, audited as always.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from erp.api import permissions
from erp.kernel import clock
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.keys import new_id
from modules.attendance.actions.add_work_pattern import add_work_pattern
from modules.attendance.actions.close_work_month import close_work_month
from modules.attendance.actions.set_work_rule import set_work_rule
from modules.attendance.actions.use_work_pattern import use_work_pattern
from modules.attendance.counting import recount
from modules.attendance.opening import open_sheets
from modules.attendance.ruling import rule_on
from modules.attendance.saying import Told, keep_entries
from modules.attendance.states import EntrySource
from modules.attendance.watching import watched
from tests.bench.filling import copy, filling
from tests.bench.house import House
from tests.bench.rows import Row
from tests.people import founder

PEOPLE = 1_000
MONTH, TODAY = date(2026, 3, 1), date(2026, 4, 1)
OPEN_S, COUNT_S, CLOSE_S, STATEMENTS, PAGE_S = 30.0, 30.0, 10.0, 40.0, 1.0
DAYS = "SELECT person, on_day FROM attendance.work_day WHERE kind = 'WORKDAY' ORDER BY person, on_day"
READY = "UPDATE attendance.timesheet SET state = 'APPROVED'"


def somebody(house: House, at: int) -> dict[str, Any]:
    """As HR would tell of a person."""
    return {
        "id": new_id(), "company": house.company, "person": new_id(), "number": f"B-{at:06d}",
        "name": f"見本 {at}", "kana": "ミホン", "app_user": None, "place": "本社",
        "employment_type": "REGULAR", "starts_on": date(2020, 4, 1), "state": "EMPLOYED",
    }  # fmt: skip


async def bench(house: House, people: int = PEOPLE) -> list[Row]:
    """One month, from its first sheet to the payroll's lines."""
    rows = [somebody(house, at) for at in range(people)]
    async with filling(house) as owner:
        await copy(owner, "attendance.employee", rows)
    ids: list[UUID] = [row["person"] for row in rows]
    database = await Database.open(house.url, statement_timeout_ms=0)
    asking = replace(founder(house.company), today=TODAY, permissions=frozenset(permissions()))

    async def timed(work: Callable[[Act], Awaitable[object]]) -> tuple[float, int]:
        before, began = database.statements, clock.monotonic()
        async with database.transaction(asking=asking, verb="bench") as tx:
            await work(Act(tx=tx, asking=asking, verb="bench"))
        return clock.monotonic() - began, database.statements - before

    async def agree(act: Act) -> None:
        await set_work_rule(act=act, valid_from=date(2026, 1, 1))
        hours = {"starts_at": "9:00", "ends_at": "18:00", "break_minutes": 60}
        office = await add_work_pattern(act=act, code="OFFICE", name="本社", **hours)  # type: ignore[arg-type]
        await use_work_pattern(act=act, pattern=office, people=ids, valid_from=date(2026, 1, 1))

    async def say(act: Act) -> None:
        told = [
            Told(person=row["person"], on=row["on_day"], spans=((540, 1140),), break_minutes=60)
            for row in await act.tx.rows(DAYS)
        ]
        await keep_entries(act, told, EntrySource.DECLARED)

    async def count(act: Act) -> None:
        await recount(act, ids, MONTH, date(2026, 3, 31), await rule_on(act, MONTH))

    async def opened(act: Act) -> None:
        await open_sheets(act, MONTH, await rule_on(act, MONTH))

    try:
        await timed(agree)
        opening, _ = await timed(opened)
        await timed(say)
        counting, _ = await timed(count)
        await timed(lambda act: act.tx.run(READY))
        closing, statements = await timed(lambda act: close_work_month(act=act, month=MONTH))
        # What the database does by itself within a minute of such a change.
        async with filling(house) as owner:
            await owner.execute("ANALYZE attendance.work_day, attendance.timesheet")
        page, _ = await timed(lambda act: watched(act.tx, house.company, MONTH, TODAY))
    finally:
        await database.close()
    return [
        Row(f"work month, sheets of {people:,} people opened", "s", opening, None, at_most=OPEN_S),
        Row(f"work month, every day of {people:,} people counted", "s", counting, None, at_most=COUNT_S),
        Row(f"work month, {people:,} people closed", "s", closing, None, at_most=CLOSE_S),
        Row("work month, statements of a close", "statements", statements, None, at_most=STATEMENTS),
        Row(f"work month, overtime of {people:,} people read", "s", page, None, at_most=PAGE_S),
    ]
