"""Sheets and their days, every word that was said about them, and what is missing."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    link,
    many,
    mutation,
    node,
    one,
    report,
    row,
)
from modules.attendance import tables
from modules.attendance.actions.approve_timesheet import approve_timesheet
from modules.attendance.actions.approve_timesheets import approve_timesheets
from modules.attendance.actions.correct_day import correct_day
from modules.attendance.actions.declare_day import declare_day
from modules.attendance.actions.import_attendance import import_attendance
from modules.attendance.actions.open_work_month import open_work_month
from modules.attendance.actions.return_timesheet import return_timesheet
from modules.attendance.actions.submit_timesheet import submit_timesheet
from modules.attendance.api.ground import SEEN, ColumnSet, Employee, time_of
from modules.attendance.states import ClockSource, DayKind, EntrySource, OvertimeLevel, SheetState

USER = "(SELECT u.name FROM access.app_user u WHERE u.id = {{t}}.{0})"
MISSING = """(SELECT count(*)::int FROM attendance.work_day w WHERE w.timesheet = {t}.id
    AND w.kind = 'WORKDAY' AND w.entry IS NULL AND w.leave_days < 1 AND w.on_day < :today)"""
GAP = """coalesce((SELECT r.gap_minutes FROM attendance.work_rule r WHERE r.company = {t}.company
    AND r.valid_from <= {t}.on_day ORDER BY r.valid_from DESC LIMIT 1), 0)"""
ROW = "(SELECT e.{0} FROM attendance.employee e WHERE e.id = {{t}}.employee)"


@node(tables.AttendanceImport)
class AttendanceImport:
    """One file of a clock."""

    id: ID
    number: str
    column_set: ColumnSet = link("column_set")
    file: StoredFile | None = link("file")
    file_name: str
    from_on: date
    to_on: date
    line_count: int
    new_count: int
    imported_at: datetime


@node(tables.Timesheet, rows=SEEN)
class Timesheet:
    """A person's month."""

    id: ID
    employee: Employee = link("employee")
    person: ID
    employee_number: str = computed(ROW.format("number"))
    person_name: str = computed(ROW.format("name"))
    month: date
    from_on: date
    to_on: date
    place: str
    state: SheetState
    is_own: bool = computed(f"({ROW.format('app_user')} = :actor)")
    is_mine_to_approve: bool = computed(f"({ROW.format('manager_user')} = :actor)")
    is_variable: bool
    scheduled_days: int
    scheduled_time: str = computed(time_of("scheduled_minutes"))
    worked_days: int
    worked_time: str = computed(time_of("worked_minutes"))
    worked_minutes: int
    extra_time: str = computed(time_of("extra_minutes"))
    overtime: str = computed(time_of("overtime_minutes"))
    overtime_minutes: int
    night_time: str = computed(time_of("night_minutes"))
    statutory_holiday_time: str = computed(time_of("statutory_holiday_minutes"))
    holiday_time: str = computed(time_of("holiday_minutes"))
    late_time: str = computed(time_of("late_minutes"))
    early_time: str = computed(time_of("early_minutes"))
    absent_days: Decimal
    paid_leave_days: Decimal
    paid_leave_time: str = computed(time_of("paid_leave_minutes"))
    special_leave_days: Decimal
    unpaid_leave_days: Decimal
    on_call_days: int
    commuting_days: int
    missing_days: int = computed(MISSING)
    submitted_at: datetime | None
    return_reason: str | None
    approved_by_name: str | None = computed(USER.format("approved_by"))
    approved_at: datetime | None
    days: list["WorkDay"] = children("timesheet", by="on_day", expected=31)
    corrections: list["DayEntry"] = computed_children(
        """{c}.person = {t}.person AND {c}.company = {t}.company
           AND {c}.on_day BETWEEN {t}.from_on AND {t}.to_on
           AND ({c}.version > 1 OR {c}.source = 'CORRECTION')""",
        by="entered_at",
        expected=5,
    )


@node(tables.WorkDay, part_of=Timesheet)
class WorkDay:
    """A day of a sheet."""

    id: ID
    on_day: date
    weekday: int = computed("extract(isodow FROM {t}.on_day)::int")
    kind: DayKind
    scheduled_from: str | None = computed(time_of("scheduled_from"))
    scheduled_to: str | None = computed(time_of("scheduled_to"))
    scheduled_time: str = computed(time_of("scheduled_minutes"))
    said_from: str | None = computed(time_of("said_from"))
    said_to: str | None = computed(time_of("said_to"))
    break_minutes: int
    clock_in: str | None = computed(time_of("clock_in"))
    clock_out: str | None = computed(time_of("clock_out"))
    gap_minutes: int
    has_gap: bool = computed(f"({{t}}.gap_minutes > {GAP})")
    is_known: bool = computed("({t}.entry IS NOT NULL OR {t}.leave_days > 0)")
    is_missing: bool = computed(
        "({t}.entry IS NULL AND {t}.kind = 'WORKDAY' AND {t}.leave_days < 1 AND {t}.on_day < :today)"
    )
    worked_time: str = computed(time_of("worked_minutes"))
    worked_minutes: int
    extra_time: str = computed(time_of("extra_minutes"))
    overtime: str = computed(time_of("overtime_minutes"))
    overtime_minutes: int
    night_time: str = computed(time_of("night_minutes"))
    night_minutes: int
    statutory_holiday_minutes: int
    holiday_minutes: int
    late_minutes: int
    early_minutes: int
    break_short_minutes: int
    is_absent: bool
    is_on_call: bool
    is_remote: bool
    leave_days: Decimal
    leave_minutes: int
    leave_name: str | None
    note: str | None = computed("(SELECT e.note FROM attendance.day_entry e WHERE e.id = {t}.entry)")
    source: EntrySource | None = computed(
        "(SELECT e.source FROM attendance.day_entry e WHERE e.id = {t}.entry)"
    )


@node(tables.DayEntry, part_of=Timesheet)
class DayEntry:
    """One word about a day; the last one counts."""

    id: ID
    on_day: date
    version: int
    source: EntrySource
    times: str = computed("""(SELECT coalesce(string_agg(
        ((s->>0)::int / 60) || ':' || lpad(((s->>0)::int % 60)::text, 2, '0') || '-'
        || ((s->>1)::int / 60) || ':' || lpad(((s->>1)::int % 60)::text, 2, '0'), ' '), '')
        FROM jsonb_array_elements({t}.spans) s)""")
    break_minutes: int
    clock_source: ClockSource | None
    note: str | None
    reason: str | None
    is_after_close: bool
    entered_by_name: str | None = computed(USER.format("entered_by"))
    entered_at: datetime


@node(tables.OvertimeNotice, rows=SEEN)
class OvertimeNotice:
    """That somebody's overtime reached a step."""

    id: ID
    person_name: str = computed(
        "(SELECT e.name FROM attendance.employee e WHERE e.person = {t}.person AND e.company = {t}.company)"
    )
    timesheet: Timesheet = link("timesheet")
    month: date
    level: OvertimeLevel
    minutes: int
    is_breach: bool
    told_at: datetime


@row
class MissingWork:
    """What is missing of somebody: days of which nothing is known, a sheet that was not handed in."""

    timesheet: ID
    number: str
    person_name: str
    manager_name: str | None
    month: date
    state: SheetState
    missing_days: int
    first_missing: date | None
    is_late: bool


LATE = """
    SELECT s.id AS timesheet, e.number, e.name AS person_name, m.name AS manager_name, s.month, s.state,
           w.missing_days, w.first_missing, s.state = 'OPEN' AND s.to_on < :today AS is_late
    FROM attendance.timesheet s JOIN attendance.employee e ON e.id = s.employee
    LEFT JOIN attendance.employee m ON m.person = e.manager AND m.company = e.company
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS missing_days, min(d.on_day) AS first_missing FROM attendance.work_day d
        WHERE d.timesheet = s.id AND d.kind = 'WORKDAY' AND d.entry IS NULL AND d.leave_days < 1
          AND d.on_day < :today) w
    WHERE s.company = :company AND s.state IN ('OPEN', 'SUBMITTED')
      AND ('attendance.read_everybody' = ANY(:permissions) OR e.manager_user = :actor OR e.app_user = :actor)
      AND (w.missing_days > 0 OR s.to_on < :today)
    ORDER BY m.name NULLS LAST, e.number, s.month LIMIT 500
"""
QUERY = [
    many(AttendanceImport, filters=("to_on",), sorts=("number",), default_sort="-number"),
    one(Timesheet),
    many(
        Timesheet,
        filters=("state", "month", "place", "is_own", "is_mine_to_approve"),
        search=("employee.number", "employee.name", "employee.kana"),
        sorts=("month", "overtime_minutes", "employee_number"),
        default_sort="-month",
    ),
    many(
        OvertimeNotice,
        filters=("month", "level", "is_breach"),
        sorts=("told_at",),
        default_sort="-told_at",
    ),
    report("missing_work", MissingWork, sql=LATE, permission="attendance.read_timesheet"),
]
MUTATION = [
    mutation(open_work_month, Timesheet),
    mutation(import_attendance, AttendanceImport),
    mutation(declare_day, Timesheet),
    mutation(correct_day, Timesheet),
    mutation(submit_timesheet, Timesheet),
    mutation(approve_timesheet, Timesheet),
    mutation(approve_timesheets, Timesheet),
    mutation(return_timesheet, Timesheet),
]
