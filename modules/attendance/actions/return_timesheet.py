"""Return a timesheet to its owner, with the reason."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance import tables
from modules.attendance.employing import require_superior
from modules.attendance.sheets import held_sheet
from modules.attendance.states import TIMESHEET, SheetState
from modules.attendance.timing import words


async def return_timesheet(*, act: Act, timesheet: UUID, reason: str) -> UUID:
    """The owner sees why and may put it right; an approved one can be returned until the month is closed."""
    why = words("reason", reason, 300)
    sheet, employee = await held_sheet(act, timesheet)
    require_superior(act, employee)
    state = TIMESHEET.after("return_timesheet", SheetState(sheet["state"]))
    row = {"id": timesheet, "state": state.value, "return_reason": why, "submitted_at": None}
    await act.tx.update(tables.Timesheet, [row | {"approved_by": None, "approved_at": None}])
    return timesheet
