"""What a payroll is told of a month: closed, and never changed after that."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company
from modules.attendance.states import PayItemSide, PayrollLineKind
from modules.attendance.tables.people import ColumnSet, Employee, WorkRule
from modules.attendance.tables.sheets import DayEntry, Timesheet


class PayItem(Table, schema="attendance", tablename="pay_item"):
    """An allowance or a deduction that is told to the payroll beside the time."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    kind = choice(PayItemSide)
    is_active = flag()


class PayAmount(Table, schema="attendance", tablename="pay_amount"):
    """An amount for one person and month; entered again the last one counts, nothing takes it back."""

    id = key()
    company = ref(Company)
    employee = ref(Employee)
    person = key_of_document()
    month = day()
    item = ref(PayItem)
    amount = money()
    note = text(null=True)
    entered_by = key_of_document()
    entered_at = instant()


class PayrollPeriod(Table, schema="attendance", tablename="payroll_period"):
    """A month that was closed: by whom, and by which version of the rules it was counted."""

    id = key()
    company = ref(Company)
    number = text()
    month = day()
    from_on = day()
    to_on = day()
    rule = ref(WorkRule)
    rule_version = whole()
    currency = text()
    people_count = whole()
    closed_by = key_of_document()
    closed_at = instant()


class PayrollLine(Table, schema="attendance", tablename="payroll_line"):
    """One person's figures in minutes and days; a difference names the line of the month it corrects."""

    id = key()
    company = ref(Company)
    payroll_period = ref(PayrollPeriod)
    kind = choice(PayrollLineKind)
    timesheet = ref(Timesheet)
    corrects = ref("self", null=True)
    person = key_of_document()
    employee_number = text()
    person_name = text()
    scheduled_days = quantity()
    scheduled_minutes = whole()
    worked_days = quantity()
    worked_minutes = whole()
    extra_minutes = whole()
    overtime_minutes = whole()
    overtime_beyond_minutes = whole()
    night_minutes = whole()
    statutory_holiday_minutes = whole()
    holiday_minutes = whole()
    late_minutes = whole()
    early_minutes = whole()
    absent_days = quantity()
    paid_leave_days = quantity()
    paid_leave_minutes = whole()
    special_leave_days = quantity()
    unpaid_leave_days = quantity()
    paid_leave_left = quantity()
    on_call_days = whole()
    commuting_days = whole()
    allowances = money()
    deductions = money()
    expenses = money()


class PayrollDifference(Table, schema="attendance", tablename="payroll_difference"):
    """What a correction after the close changed, until the next close takes it over. Signed figures."""

    id = key()
    company = ref(Company)
    payroll_line = ref(PayrollLine)
    timesheet = ref(Timesheet)
    person = key_of_document()
    on_day = day()
    entry = ref(DayEntry)
    worked_days = whole()
    worked_minutes = whole()
    extra_minutes = whole()
    overtime_minutes = whole()
    night_minutes = whole()
    statutory_holiday_minutes = whole()
    holiday_minutes = whole()
    late_minutes = whole()
    early_minutes = whole()
    absent_days = quantity()
    reason = text()
    taken_into = ref(PayrollPeriod, null=True)
    entered_by = key_of_document()
    entered_at = instant()


class PayrollFile(Table, schema="attendance", tablename="payroll_file"):
    """A file that was written for a payroll from a closed month."""

    id = key()
    company = ref(Company)
    payroll_period = ref(PayrollPeriod)
    column_set = ref(ColumnSet)
    file = key_of_document()
    file_name = text()
    line_count = whole()
    written_by = key_of_document()
    written_at = instant()
