"""What the payroll is told: amounts beside the wages, closed months, their lines and files; and overtime."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from erp.api import ID, StoredFile, children, computed, link, many, mutation, node, one, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.money import Money
from modules.attendance import tables
from modules.attendance.actions.close_work_month import close_work_month
from modules.attendance.actions.enter_pay_amount import enter_pay_amount
from modules.attendance.actions.register_pay_item import register_pay_item
from modules.attendance.actions.write_payroll_file import write_payroll_file
from modules.attendance.api.ground import ColumnSet, Employee
from modules.attendance.api.sheets import USER, Timesheet
from modules.attendance.employing import EVERYBODY
from modules.attendance.rules.clock import written
from modules.attendance.rules.overtime import OvertimeLevel
from modules.attendance.states import PayItemSide, PayrollLineKind
from modules.attendance.watching import Watched, watched

CURRENCY = "(SELECT p.currency FROM attendance.payroll_period p WHERE p.id = {t}.payroll_period)"
SIGNED = """(CASE WHEN {{t}}.{0} < 0 THEN '-' ELSE '' END || (abs({{t}}.{0}) / 60) || ':'
    || lpad((abs({{t}}.{0}) % 60)::text, 2, '0'))"""


@node(tables.PayItem)
class PayItem:
    """An allowance or a deduction."""

    id: ID
    code: str
    name: str
    kind: PayItemSide
    is_active: bool


@node(tables.PayAmount, permission="attendance.read_pay_item")
class PayAmount:
    """An amount for one person and month."""

    id: ID
    employee: Employee = link("employee")
    month: date
    item: PayItem = link("item")
    amount: Money
    currency: str = computed("(SELECT c.currency FROM masterdata.company c WHERE c.id = {t}.company)")
    note: str | None
    is_last: bool = computed("""NOT EXISTS (SELECT FROM attendance.pay_amount n WHERE n.company = {t}.company
        AND n.person = {t}.person AND n.month = {t}.month AND n.item = {t}.item
        AND (n.entered_at, n.id) > ({t}.entered_at, {t}.id))""")
    entered_at: datetime


@node(tables.PayrollPeriod)
class PayrollPeriod:
    """A month that was closed for the payroll."""

    id: ID
    number: str
    month: date
    from_on: date
    to_on: date
    rule_version: int
    currency: str
    people_count: int
    closed_by_name: str | None = computed(USER.format("closed_by"))
    closed_at: datetime
    files: list["PayrollFile"] = children("payroll_period", by="written_at", expected=2)


@node(tables.PayrollLine, permission="attendance.read_payroll_period")
class PayrollLine:
    """One person's figures; a difference names the month it corrects."""

    id: ID
    payroll_period: PayrollPeriod = link("payroll_period")
    kind: PayrollLineKind
    timesheet: Timesheet = link("timesheet")
    corrects: "PayrollLine | None" = link("corrects")
    corrects_month: date | None = computed(
        """(SELECT p.month FROM attendance.payroll_line l JOIN attendance.payroll_period p
            ON p.id = l.payroll_period WHERE l.id = {t}.corrects)"""
    )
    employee_number: str
    person_name: str
    scheduled_days: Decimal
    scheduled_time: str = computed(SIGNED.format("scheduled_minutes"))
    worked_days: Decimal
    worked_time: str = computed(SIGNED.format("worked_minutes"))
    extra_time: str = computed(SIGNED.format("extra_minutes"))
    overtime: str = computed(SIGNED.format("overtime_minutes"))
    overtime_beyond: str = computed(SIGNED.format("overtime_beyond_minutes"))
    night_time: str = computed(SIGNED.format("night_minutes"))
    statutory_holiday_time: str = computed(SIGNED.format("statutory_holiday_minutes"))
    holiday_time: str = computed(SIGNED.format("holiday_minutes"))
    late_time: str = computed(SIGNED.format("late_minutes"))
    early_time: str = computed(SIGNED.format("early_minutes"))
    absent_days: Decimal
    paid_leave_days: Decimal
    paid_leave_time: str = computed(SIGNED.format("paid_leave_minutes"))
    special_leave_days: Decimal
    unpaid_leave_days: Decimal
    paid_leave_left: Decimal = computed("round({t}.paid_leave_left, 4)")
    on_call_days: int
    commuting_days: int
    currency: str = computed(CURRENCY)
    allowances: Money
    deductions: Money
    expenses: Money


@node(tables.PayrollFile, permission="attendance.read_payroll_period")
class PayrollFile:
    """A file that was written for a payroll."""

    id: ID
    payroll_period: PayrollPeriod = link("payroll_period")
    column_set: ColumnSet = link("column_set")
    file: StoredFile | None = link("file")
    file_name: str
    line_count: int
    written_at: datetime


@row
class OvertimeWatch:
    """One person's overtime against the limits of his establishment."""

    timesheet: ID
    number: str
    person_name: str
    place: str
    overtime: str
    holiday: str
    expected: str | None
    year: str
    times_over: int
    worst_average: str
    month_limit: str | None
    year_limit: str | None
    times_limit: int | None
    alerts: list[OvertimeLevel]
    is_breach: bool


async def overtime_watch(
    asking: Asking, database: Database, *, month: date | None = None, place: str | None = None, **_: Any
) -> list[dict[str, Any]]:
    """Everybody's for HR, one's people's and one's own for others; the most urgent first."""
    reader = None if EVERYBODY in asking.permissions else asking.actor
    when = (month or asking.today).replace(day=1)

    class Reading:
        """The same two statements outside a transaction."""

        @staticmethod
        async def rows(sql: str, *args: Any) -> Any:
            return await database.rows(sql, *args, company=asking.company)

    found = await watched(Reading, asking.company, when, asking.today, reader=reader, place=place or None)
    found.sort(
        key=lambda one: (-max((each.is_breach for each in one.alerts), default=False), -len(one.alerts))
    )
    return [_shown(one) for one in found]


def _shown(one: Watched) -> dict[str, Any]:
    limits = one.limits
    return {
        "timesheet": one.row["id"],
        "number": one.row["number"],
        "person_name": one.row["name"],
        "place": one.row["place"],
        "overtime": written(one.month.overtime),
        "holiday": written(one.month.holiday),
        "expected": written(one.expected) if one.expected is not None else None,
        "year": written(one.year),
        "times_over": one.times,
        "worst_average": written(one.worst_average),
        "month_limit": written(limits.month) if limits else None,
        "year_limit": written(limits.special_year if limits.special else limits.year) if limits else None,
        "times_limit": limits.special_times if limits and limits.special else None,
        "alerts": [each.level.value for each in one.alerts],
        "is_breach": any(each.is_breach for each in one.alerts),
    }


QUERY = [
    many(PayItem, filters=("is_active",), sorts=("code",), default_sort="code"),
    many(PayAmount, filters=("month", "item", "is_last"), sorts=("entered_at",), default_sort="-entered_at"),
    one(PayrollPeriod),
    many(PayrollPeriod, filters=("month",), sorts=("month",), default_sort="-month"),
    many(
        PayrollLine,
        filters=("payroll_period", "kind"),
        search=("employee_number", "person_name"),
        sorts=("employee_number",),
        default_sort="employee_number",
    ),
    report(
        "overtime_watch",
        OvertimeWatch,
        run=overtime_watch,
        args={"month": date | None, "place": str | None},
        permission="attendance.read_timesheet",
        expected=200,
    ),
]
MUTATION = [
    mutation(register_pay_item, PayItem),
    mutation(enter_pay_amount, PayAmount),
    mutation(close_work_month, PayrollPeriod),
    mutation(write_payroll_file, PayrollFile),
]
