"""Correct a day: a manager or HR puts right what was said, with a reason; both words are kept."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.attendance.closed_days import correct_closed
from modules.attendance.counting import recount
from modules.attendance.employing import employee_of, require_superior
from modules.attendance.ruling import rule_on
from modules.attendance.saying import keep_entries, latest, told_by_hand
from modules.attendance.sheets import require_open, sheet_of_day
from modules.attendance.states import EntrySource, SheetState
from modules.attendance.timing import words


async def correct_day(
    *,
    act: Act,
    person: UUID,
    on: date,
    reason: str,
    started_at: str | None = None,
    ended_at: str | None = None,
    break_minutes: int = 0,
    break_at: str | None = None,
    is_remote: bool = False,
    is_on_call: bool = False,
    note: str | None = None,
) -> UUID:
    """In a closed month nothing changes: what the correction makes a difference of goes into the next one."""
    if on > act.today:
        raise BadInput("on", "IN_THE_FUTURE", given=on)
    why = words("reason", reason, 300)
    employee = await employee_of(act, person)
    require_superior(act, employee)
    sheet = await sheet_of_day(act, employee, on)
    rule = await rule_on(act, on)
    told = told_by_hand(
        person, on, started_at, ended_at, break_minutes, break_at, note,
        is_remote=is_remote, is_on_call=is_on_call, reason=why,
    )  # fmt: skip
    before = (await latest(act, [person], on, on)).get((person, on))
    seen = {name: before[name] for name in ("clock_in", "clock_out", "clock_source")} if before else {}
    if sheet["state"] == SheetState.CLOSED.value:
        await correct_closed(act, sheet, told, seen, rule)
        return UUID(str(sheet["id"]))
    require_open(sheet, employee)
    await keep_entries(act, [told], EntrySource.CORRECTION, **seen)
    await recount(act, [person], on, on, rule)
    return UUID(str(sheet["id"]))
