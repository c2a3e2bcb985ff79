"""Whom attendance keeps time for, as HR tells it, and the hours that were agreed with them."""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    quantity,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Company, Department
from modules.attendance.states import DayKind


class Employee(Table, schema="attendance", tablename="employee"):
    """What is needed of a person here: read from HR, never entered. `place` is the establishment."""

    id = key()
    company = ref(Company)
    person = key_of_document()
    number = text()
    name = text()
    kana = text()
    app_user = key_of_document(null=True)
    email = text(null=True)
    manager = key_of_document(null=True)
    manager_user = key_of_document(null=True)
    manager_email = text(null=True)
    department = ref(Department, null=True)
    place = text()
    employment_type = text()
    starts_on = day(null=True)
    last_day = day(null=True)
    state = text()


class WorkRule(Table, schema="attendance", tablename="work_rule"):
    """How a company counts, from a day on: its version is told to the payroll with each month."""

    id = key()
    company = ref(Company)
    version = whole()
    valid_from = day()
    closing_day = whole()
    week_starts_on = whole()
    rounds_month = flag()
    half_days = flag()
    hourly_leave = flag()
    unified_month = whole(null=True)
    unified_day = whole(null=True)
    gap_minutes = whole()
    remind_after_days = whole()
    set_by = key_of_document()
    set_at = instant()


class WorkPattern(Table, schema="attendance", tablename="work_pattern"):
    """Hours that are agreed with many: each weekday, Monday first (W work, H holiday, S statutory)."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    week = text()
    starts = whole()
    ends = whole()
    break_from = whole(null=True)
    break_minutes = whole()
    keeps_holidays = flag()
    is_variable = flag()
    weekly_days = whole(null=True)
    yearly_days = whole(null=True)
    weekly_minutes = whole()
    is_active = flag()


class PatternUse(Table, schema="attendance", tablename="pattern_use"):
    """Whose hours follow which pattern, from a day on."""

    id = key()
    company = ref(Company)
    person = key_of_document()
    pattern = ref(WorkPattern)
    valid_from = day()
    set_by = key_of_document()
    set_at = instant()


class ScheduledDay(Table, schema="attendance", tablename="scheduled_day"):
    """A day that is else than its weekday says: for a pattern, or for one person. The last counts."""

    id = key()
    company = ref(Company)
    pattern = ref(WorkPattern, null=True)
    person = key_of_document(null=True)
    on_day = day()
    kind = choice(DayKind)
    starts = whole(null=True)
    ends = whole(null=True)
    break_minutes = whole(null=True)
    reason = text(null=True)
    set_by = key_of_document()
    set_at = instant()


class OvertimeAgreement(Table, schema="attendance", tablename="overtime_agreement"):
    """The agreement on overtime (36協定) of an establishment for its period; all limits in hours."""

    id = key()
    company = ref(Company)
    place = text()
    valid_from = day()
    valid_to = day()
    filed_on = day(null=True)
    is_variable = flag()
    month_hours = quantity()
    year_hours = quantity()
    has_special_clause = flag()
    special_year_hours = quantity()
    special_times = whole()
    note = text(null=True)
    set_by = key_of_document()
    set_at = instant()


class LeaveTableRow(Table, schema="attendance", tablename="leave_table_row"):
    """One field of the statutory table of paid leave, between two days; shared by all companies."""

    id = key()
    valid_from = day()
    valid_to = day(null=True)
    months = whole()
    days = quantity()
    weekly_days = whole(null=True)
    yearly_from = whole(null=True)
    yearly_to = whole(null=True)
    source = text()


class ColumnSet(Table, schema="attendance", tablename="column_set"):
    """Which column of a file is what: how attendance comes in, or how figures go out to a payroll."""

    id = key()
    company = ref(Company)
    code = text()
    name = text()
    is_outgoing = flag()
    encoding = text()
    skip_rows = whole()
    first_line = text(null=True)
    columns = document_json()
    is_active = flag()
