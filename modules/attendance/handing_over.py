"""The figures of a closed month, person by person, written by a constant number of statements."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.attendance import tables
from modules.attendance.law import figures_on
from modules.attendance.rules.working_time import rounded_month, split_at
from modules.attendance.ruling import Rule
from modules.attendance.states import PayrollLineKind

PREMIUM = ("OVERTIME_PREMIUM_HOURS", "MONTH_ROUNDING_MINUTES")
# What was entered for the month, and the expense claims that go with its payroll. The month a claim names is
# that of the payroll, which is the month that is closed here.
LINES = """
    SELECT s.*, e.number AS employee_number, e.name AS person_name,
           coalesce(a.allowances, 0) AS allowances, coalesce(a.deductions, 0) AS deductions,
           coalesce(x.expenses, 0) AS expenses, coalesce(g.days_left, 0) AS paid_leave_left
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    LEFT JOIN (
        SELECT p.person, sum(p.amount) FILTER (WHERE i.kind = 'ALLOWANCE') AS allowances,
               sum(p.amount) FILTER (WHERE i.kind = 'DEDUCTION') AS deductions
        FROM (SELECT DISTINCT ON (person, item) person, item, amount FROM attendance.pay_amount
              WHERE company = $1 AND month = $2 ORDER BY person, item, entered_at DESC, id DESC) p
        JOIN attendance.pay_item i ON i.id = p.item GROUP BY p.person
    ) a ON a.person = s.person
    LEFT JOIN (
        SELECT c.person, sum(c.payable) AS expenses FROM expenses.expense_claim c
        WHERE c.company = $1 AND c.payroll_month = $2 AND c.state IN ('PAYING', 'PAID') GROUP BY c.person
    ) x ON x.person = e.app_user
    LEFT JOIN (
        SELECT g.person, sum(g.days - coalesce(t.used, 0)) AS days_left FROM attendance.leave_grant g
        JOIN attendance.leave_kind k ON k.id = g.kind AND k.nature = 'ANNUAL'
        LEFT JOIN LATERAL (
            SELECT sum(CASE WHEN returns IS NULL THEN days ELSE -days END) AS used
            FROM attendance.leave_taking WHERE leave_grant = g.id AND on_day <= $3
        ) t ON true
        WHERE g.company = $1 AND g.granted_on <= $3 AND g.expires_on >= $3 GROUP BY g.person
    ) g ON g.person = s.person
    WHERE s.company = $1 AND s.month = $2 ORDER BY e.number
"""
DIFFERENCES = """
    SELECT d.payroll_line, l.timesheet, l.person, l.employee_number, l.person_name,
           sum(d.worked_days)::int AS worked_days, sum(d.worked_minutes)::int AS worked_minutes,
           sum(d.extra_minutes)::int AS extra_minutes, sum(d.overtime_minutes)::int AS overtime_minutes,
           sum(d.night_minutes)::int AS night_minutes,
           sum(d.statutory_holiday_minutes)::int AS statutory_holiday_minutes,
           sum(d.holiday_minutes)::int AS holiday_minutes, sum(d.late_minutes)::int AS late_minutes,
           sum(d.early_minutes)::int AS early_minutes, sum(d.absent_days) AS absent_days,
           max(s.overtime_minutes) AS month_overtime, max(t.overtime_before)::int AS overtime_before
    FROM attendance.payroll_difference d JOIN attendance.payroll_line l ON l.id = d.payroll_line
    JOIN attendance.timesheet s ON s.id = l.timesheet
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(b.overtime_minutes), 0) AS overtime_before FROM attendance.payroll_difference b
        WHERE b.payroll_line = l.id AND b.taken_into IS NOT NULL
    ) t
    WHERE d.company = $1 AND d.taken_into IS NULL GROUP BY d.payroll_line, l.id ORDER BY l.employee_number
"""
TAKE = "UPDATE attendance.payroll_difference SET taken_into = $2 WHERE company = $1 AND taken_into IS NULL"
SAME = (
    "scheduled_days", "scheduled_minutes", "worked_days", "worked_minutes", "extra_minutes", "night_minutes",
    "statutory_holiday_minutes", "holiday_minutes", "late_minutes", "early_minutes", "absent_days",
    "paid_leave_days", "paid_leave_minutes", "special_leave_days", "unpaid_leave_days", "paid_leave_left",
    "on_call_days", "commuting_days", "allowances", "deductions", "expenses",
)  # fmt: skip


async def write_lines(act: Act, period: UUID, month: date, until: date, rule: Rule) -> int:
    """A line for each sheet of the month, and one for each earlier line that was corrected since."""
    told = await figures_on(act.tx, PREMIUM, until)
    threshold, rounding = int(told["OVERTIME_PREMIUM_HOURS"] * 60), int(told["MONTH_ROUNDING_MINUTES"])
    step = rounding if rule.rounds_month else None
    lines = [
        _month_line(act, period, row, step, threshold)
        for row in await act.tx.rows(LINES, act.company, month, until)
    ]
    corrected = [
        _difference_line(act, period, row, step, threshold)
        for row in await act.tx.rows(DIFFERENCES, act.company)
    ]
    await act.tx.insert(tables.PayrollLine, lines + corrected)
    await act.tx.run(TAKE, act.company, period)
    return len(lines)


def _overtime(minutes: int, step: int | None, threshold: int) -> tuple[int, int]:
    """Up to the threshold and beyond it; the sum of the month may have been rounded before."""
    return split_at(rounded_month(minutes, step) if step is not None else minutes, threshold)


def _month_line(act: Act, period: UUID, row: Any, step: int | None, threshold: int) -> dict[str, Any]:
    within, beyond = _overtime(row["overtime_minutes"], step, threshold)
    return _line(act, period, row, PayrollLineKind.MONTH, row["id"], None) | {
        **{name: row[name] for name in SAME},
        "overtime_minutes": within,
        "overtime_beyond_minutes": beyond,
    }


def _difference_line(act: Act, period: UUID, row: Any, step: int | None, threshold: int) -> dict[str, Any]:
    """What the month would say now, less what it and earlier corrections said."""
    before = row["month_overtime"] + row["overtime_before"]
    now = _overtime(before + row["overtime_minutes"], step, threshold)
    said = _overtime(before, step, threshold)
    zero: dict[str, Any] = dict.fromkeys(SAME, 0)
    made = _line(act, period, row, PayrollLineKind.DIFFERENCE, row["timesheet"], row["payroll_line"])
    changed = {name: row[name] for name in SAME if name in dict(row)}
    return made | zero | changed | {
        "overtime_minutes": now[0] - said[0],
        "overtime_beyond_minutes": now[1] - said[1],
    }  # fmt: skip


def _line(
    act: Act, period: UUID, row: Any, kind: PayrollLineKind, sheet: UUID, corrects: UUID | None
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "payroll_period": period,
        "kind": kind.value,
        "timesheet": sheet,
        "corrects": corrects,
        "person": row["person"],
        "employee_number": row["employee_number"],
        "person_name": row["person_name"],
    }
