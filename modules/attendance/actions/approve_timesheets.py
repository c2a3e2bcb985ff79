"""Approve timesheets: all that a manager has looked at, in one go."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_rows
from modules.attendance import tables
from modules.attendance.employing import require_superior
from modules.attendance.states import TIMESHEET, SheetState


async def approve_timesheets(*, act: Act, timesheets: list[UUID]) -> UUID:
    """All or none; each by the manager of its person, or by HR. Answers the first."""
    wanted = list(dict.fromkeys(timesheets))
    if not wanted:
        raise BadInput("timesheets", "REQUIRED")
    rows = await lock_rows(act, tables.Timesheet, wanted)
    mine = [row for row in rows if row["company"] == act.company]
    if len(mine) < len(wanted):
        raise BadInput("timesheets", "NOT_FOUND")
    people = {
        row["id"]: row
        for row in await act.tx.rows(
            "SELECT * FROM attendance.employee WHERE id = ANY($1::uuid[])", [row["employee"] for row in mine]
        )
    }
    done = []
    for row in mine:
        require_superior(act, people[row["employee"]])
        state = TIMESHEET.after("approve_timesheet", SheetState(row["state"]))
        done.append({"id": row["id"], "state": state.value, "approved_by": act.actor, "approved_at": act.at})
    await act.tx.update(tables.Timesheet, done)
    return wanted[0]
