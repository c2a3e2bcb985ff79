"""Open a work month: a sheet with its days for everybody who is employed in it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.attendance.employing import refresh
from modules.attendance.opening import open_sheets
from modules.attendance.refusals import NothingToHandOver
from modules.attendance.ruling import rule_on

MONTHS_AHEAD = 2


async def open_work_month(*, act: Act, month: date) -> UUID:
    """People are read from HR first. Again it makes what is missing and nothing else."""
    first = month.replace(day=1)
    ahead = (first.year - act.today.year) * 12 + first.month - act.today.month
    if ahead > MONTHS_AHEAD:
        raise BadInput("month", "TOO_FAR_AHEAD", given=first)
    rule = await rule_on(act, first)
    await refresh(act, act.today)
    await open_sheets(act, first, rule)
    sheet: UUID | None = await act.tx.value(
        "SELECT id FROM attendance.timesheet WHERE company = $1 AND month = $2 ORDER BY person LIMIT 1",
        act.company,
        first,
    )
    if sheet is None:
        raise NothingToHandOver(first)
    return sheet
