"""Submit a timesheet: the month is handed to the manager."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.attendance import tables
from modules.attendance.employing import require_superior
from modules.attendance.refusals import DaysMissing
from modules.attendance.sheets import held_sheet
from modules.attendance.states import TIMESHEET, SheetState

MISSING = """
    SELECT on_day FROM attendance.work_day
    WHERE timesheet = $1 AND kind = 'WORKDAY' AND entry IS NULL AND leave_days < 1 ORDER BY on_day LIMIT 40
"""


async def submit_timesheet(*, act: Act, timesheet: UUID) -> UUID:
    """Refuses `DAYS_MISSING` while nothing is known of a working day: work, leave or that there was none."""
    sheet, employee = await held_sheet(act, timesheet)
    if employee["app_user"] != act.actor:
        require_superior(act, employee)
    state = TIMESHEET.after("submit_timesheet", SheetState(sheet["state"]))
    missing = [row["on_day"] for row in await act.tx.rows(MISSING, timesheet)]
    if missing:
        raise DaysMissing(missing)
    row = {"id": timesheet, "state": state.value, "submitted_by": act.actor, "submitted_at": act.at}
    await act.tx.update(tables.Timesheet, [row | {"return_reason": None}])
    return timesheet
