"""One person's sheet of a day, held until the end of the transaction, and whether it may still be changed."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.attendance import tables
from modules.attendance.opening import open_sheets
from modules.attendance.refusals import MonthNotOpen, SheetClosed, SheetHandedIn
from modules.attendance.ruling import rule_on
from modules.attendance.states import SheetState

OF_DAY = """
    SELECT w.timesheet FROM attendance.work_day w WHERE w.company = $1 AND w.person = $2 AND w.on_day = $3
"""
EMPLOYEE = "SELECT * FROM attendance.employee WHERE id = $1"


async def held_sheet(act: Act, sheet: UUID) -> tuple[dict[str, Any], dict[str, Any]]:
    """A sheet of this company and its employee."""
    rows = await locking.lock_rows(act, tables.Timesheet, [sheet])
    if not rows or rows[0]["company"] != act.company:
        raise NotFound("Timesheet", sheet, field="timesheet")
    employee = await act.tx.row(EMPLOYEE, rows[0]["employee"])
    assert employee is not None
    return dict(rows[0]), dict(employee)


async def sheet_of_day(act: Act, employee: dict[str, Any], on: date) -> dict[str, Any]:
    """The sheet a day belongs to, opened where nobody did so yet; refuses a day out of the employment."""
    found = await act.tx.value(OF_DAY, act.company, employee["person"], on)
    if found is None:
        rule = await rule_on(act, on)
        await open_sheets(act, rule.month_of(on), rule, [employee["person"]])
        found = await act.tx.value(OF_DAY, act.company, employee["person"], on)
    if found is None:
        raise MonthNotOpen(on)
    (row,) = await locking.lock_rows(act, tables.Timesheet, [found])
    return dict(row)


def require_open(sheet: dict[str, Any], employee: dict[str, Any]) -> None:
    """Days change while their sheet is with its owner."""
    if sheet["state"] == SheetState.CLOSED.value:
        raise SheetClosed(employee["number"], sheet["month"])
    if sheet["state"] != SheetState.OPEN.value:
        raise SheetHandedIn(employee["number"], sheet["month"])
