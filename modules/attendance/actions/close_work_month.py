"""Close the work month: the figures of everybody are handed to the payroll and stand still from now on."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.attendance import tables
from modules.attendance.employing import refresh
from modules.attendance.handing_over import write_lines
from modules.attendance.refusals import EarlierMonthOpen, MonthClosed, NothingToHandOver, SheetsOpen
from modules.attendance.ruling import Rule, rule_on
from modules.attendance.states import SheetState

OPEN_ONES = """
    SELECT e.number, e.name FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    WHERE s.company = $1 AND s.month = $2 AND s.state <> 'APPROVED' ORDER BY e.number
"""
# People who were employed in the month and have no sheet of it: nobody agreed hours with them.
WITHOUT = """
    SELECT e.number, e.name FROM attendance.employee e
    WHERE e.company = $1 AND e.starts_on <= $4 AND (e.last_day IS NULL OR e.last_day >= $3)
      AND NOT EXISTS (SELECT FROM attendance.timesheet s
                      WHERE s.company = e.company AND s.person = e.person AND s.month = $2)
    ORDER BY e.number
"""
EARLIER = """
    SELECT min(month) FROM attendance.timesheet WHERE company = $1 AND month < $2 AND state <> 'CLOSED'
"""
CLOSE = """
    UPDATE attendance.timesheet SET state = $3 WHERE company = $1 AND month = $2 AND state = 'APPROVED'
"""


async def close_work_month(*, act: Act, month: date) -> UUID:
    """Refuses `SHEETS_OPEN` with everybody whose sheet is not approved, or who has none."""
    first = month.replace(day=1)
    rule = await rule_on(act, first)
    from_on, until = rule.period_of(first)
    if until > act.today:
        raise BadInput("month", "NOT_OVER_YET", until=until)
    await lock_name(act, "timesheets", act.company, first)
    closed = await act.tx.value(
        "SELECT number FROM attendance.payroll_period WHERE company = $1 AND month = $2", act.company, first
    )
    if closed:
        raise MonthClosed(closed)
    earlier = await act.tx.value(EARLIER, act.company, first)
    if earlier is not None:
        raise EarlierMonthOpen(earlier)
    await refresh(act, act.today)
    waiting = await act.tx.rows(OPEN_ONES, act.company, first)
    waiting += await act.tx.rows(WITHOUT, act.company, first, from_on, until)
    if waiting:
        raise SheetsOpen([f"{row['number']} {row['name']}" for row in waiting])
    return await _close(act, first, from_on, until, rule)


async def _close(act: Act, month: date, from_on: date, until: date, rule: Rule) -> UUID:
    made = new_id()
    number = await next_number(act, "payroll_period", until)
    count = await act.tx.value(
        "SELECT count(*)::int FROM attendance.timesheet WHERE company = $1 AND month = $2", act.company, month
    )
    if not count:
        raise NothingToHandOver(month)
    row = {
        "id": made,
        "company": act.company,
        "number": number,
        "month": month,
        "from_on": from_on,
        "to_on": until,
        "rule": rule.id,
        "rule_version": rule.version,
        "currency": act.currency,
        "people_count": count,
        "closed_by": act.actor,
        "closed_at": act.at,
    }
    await act.tx.insert(tables.PayrollPeriod, [row])
    await write_lines(act, made, month, until, rule)
    await act.tx.run(CLOSE, act.company, month, SheetState.CLOSED.value)
    title = f"{month:%Y-%m} 勤怠締め"
    await register_document(act, kind="payroll_period", id=made, number=number, on=until, title=title)
    return made
