"""Sheets: what was said about each day, with every correction, and what follows from it."""

from decimal import Decimal

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
from erp.masterdata.tables import Company
from modules.attendance.states import ClockSource, DayKind, EntrySource, SheetState
from modules.attendance.tables.people import ColumnSet, Employee


class AttendanceImport(Table, schema="attendance", tablename="attendance_import"):
    """One file that was taken over as a whole."""

    id = key()
    company = ref(Company)
    number = text()
    column_set = ref(ColumnSet)
    file = key_of_document()
    file_name = text()
    sha256 = text()
    from_on = day()
    to_on = day()
    line_count = whole()
    new_count = whole()
    imported_by = key_of_document()
    imported_at = instant()


class Timesheet(Table, schema="attendance", tablename="timesheet"):
    """A person's month, with its sums in minutes; they follow from its days."""

    id = key()
    company = ref(Company)
    employee = ref(Employee)
    person = key_of_document()
    month = day()
    from_on = day()
    to_on = day()
    place = text()
    state = choice(SheetState)
    is_variable = flag()
    scheduled_days = whole(default=0)
    scheduled_minutes = whole(default=0)
    worked_days = whole(default=0)
    worked_minutes = whole(default=0)
    extra_minutes = whole(default=0)
    overtime_minutes = whole(default=0)
    night_minutes = whole(default=0)
    statutory_holiday_minutes = whole(default=0)
    holiday_minutes = whole(default=0)
    late_minutes = whole(default=0)
    early_minutes = whole(default=0)
    absent_days = quantity(default=Decimal(0))
    paid_leave_days = quantity(default=Decimal(0))
    paid_leave_minutes = whole(default=0)
    special_leave_days = quantity(default=Decimal(0))
    unpaid_leave_days = quantity(default=Decimal(0))
    on_call_days = whole(default=0)
    commuting_days = whole(default=0)
    submitted_by = key_of_document(null=True)
    submitted_at = instant(null=True)
    return_reason = text(null=True)
    approved_by = key_of_document(null=True)
    approved_at = instant(null=True)


class DayEntry(Table, schema="attendance", tablename="day_entry"):
    """What was said about a day; a later version counts, the earlier ones stay. Minutes from midnight.

    `spans` and `rests` are lists of [from, to]; none means that there was no work. Beside what is declared
    stands what a clock saw.
    """

    id = key()
    company = ref(Company)
    person = key_of_document()
    on_day = day()
    version = whole()
    source = choice(EntrySource)
    spans = document_json()
    rests = document_json()
    break_minutes = whole()
    clock_in = whole(null=True)
    clock_out = whole(null=True)
    clock_source = choice(ClockSource, null=True)
    is_on_call = flag()
    is_remote = flag()
    note = text(null=True)
    reason = text(null=True)
    attendance_import = ref(AttendanceImport, null=True)
    line = whole(null=True)
    is_after_close = flag()
    entered_by = key_of_document()
    entered_at = instant()


class WorkDay(Table, schema="attendance", tablename="work_day"):
    """A day of a sheet: what was planned, what counts of what was said, and the minutes that follow."""

    id = key()
    company = ref(Company)
    timesheet = ref(Timesheet)
    person = key_of_document()
    on_day = day()
    kind = choice(DayKind)
    scheduled_from = whole(null=True)
    scheduled_to = whole(null=True)
    scheduled_minutes = whole()
    is_variable = flag()
    entry = ref(DayEntry, null=True)
    said_from = whole(null=True)
    said_to = whole(null=True)
    break_minutes = whole(default=0)
    clock_in = whole(null=True)
    clock_out = whole(null=True)
    gap_minutes = whole(default=0)
    worked_minutes = whole(default=0)
    ordinary_minutes = whole(default=0)
    extra_minutes = whole(default=0)
    over_day_minutes = whole(default=0)
    overtime_minutes = whole(default=0)
    night_minutes = whole(default=0)
    statutory_holiday_minutes = whole(default=0)
    holiday_minutes = whole(default=0)
    late_minutes = whole(default=0)
    early_minutes = whole(default=0)
    break_short_minutes = whole(default=0)
    is_absent = flag()
    is_on_call = flag()
    is_remote = flag()
    leave_minutes = whole(default=0)
    leave_days = quantity(default=Decimal(0))
    leave_name = text(null=True)


class OvertimeNotice(Table, schema="attendance", tablename="overtime_notice"):
    """That somebody's overtime reached a step, told once."""

    id = key()
    company = ref(Company)
    timesheet = ref(Timesheet)
    person = key_of_document()
    month = day()
    level = text()
    minutes = whole()
    is_breach = flag()
    told_at = instant()
