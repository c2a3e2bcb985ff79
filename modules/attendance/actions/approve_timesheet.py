"""Approve a timesheet: the manager has looked at the month."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance import tables
from modules.attendance.employing import require_superior
from modules.attendance.sheets import held_sheet
from modules.attendance.states import TIMESHEET, SheetState


async def approve_timesheet(*, act: Act, timesheet: UUID) -> UUID:
    """By the manager of the person, or by HR."""
    sheet, employee = await held_sheet(act, timesheet)
    require_superior(act, employee)
    state = TIMESHEET.after("approve_timesheet", SheetState(sheet["state"]))
    row = {"id": timesheet, "state": state.value, "approved_by": act.actor, "approved_at": act.at}
    await act.tx.update(tables.Timesheet, [row])
    return timesheet
