"""Declare a day: from when until when somebody worked, as he says it himself."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.attendance.counting import recount
from modules.attendance.employing import employee_of
from modules.attendance.ruling import rule_on
from modules.attendance.saying import keep_entries, latest, told_by_hand
from modules.attendance.sheets import require_open, sheet_of_day
from modules.attendance.states import EntrySource


async def declare_day(
    *,
    act: Act,
    on: date,
    started_at: str | None = None,
    ended_at: str | None = None,
    break_minutes: int = 0,
    break_at: str | None = None,
    is_remote: bool = False,
    is_on_call: bool = False,
    note: str | None = None,
    person: UUID | None = None,
) -> UUID:
    """Times as 9:00 or 26:30; none at all says that there was no work. What a clock saw stays beside it.

    For oneself; a manager may do it for his people, HR for everybody. A day that was declared before is put
    right: the earlier word is kept.
    """
    if on > act.today:
        raise BadInput("on", "IN_THE_FUTURE", given=on)
    employee = await employee_of(act, person)
    sheet = await sheet_of_day(act, employee, on)
    require_open(sheet, employee)
    told = told_by_hand(
        employee["person"], on, started_at, ended_at, break_minutes, break_at, note,
        is_remote=is_remote, is_on_call=is_on_call,
    )  # fmt: skip
    before = (await latest(act, [employee["person"]], on, on)).get((employee["person"], on))
    seen = {name: before[name] for name in ("clock_in", "clock_out", "clock_source")} if before else {}
    await keep_entries(act, [told], EntrySource.DECLARED, **seen)
    await recount(act, [employee["person"]], on, on, await rule_on(act, on))
    return UUID(str(sheet["id"]))
