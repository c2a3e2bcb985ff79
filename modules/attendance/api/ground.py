"""People, hours that were agreed, agreements on overtime and saved columns of files."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, computed, computed_link, link, many, mutation, node, one, report, row
from erp.masterdata.api import Department
from modules.attendance import tables
from modules.attendance.actions.add_attendance_format import add_attendance_format
from modules.attendance.actions.add_payroll_format import add_payroll_format
from modules.attendance.actions.add_work_pattern import add_work_pattern
from modules.attendance.actions.set_overtime_agreement import set_overtime_agreement
from modules.attendance.actions.set_scheduled_day import set_scheduled_day
from modules.attendance.actions.set_work_rule import set_work_rule
from modules.attendance.actions.use_work_pattern import use_work_pattern
from modules.attendance.states import DayKind, TextEncoding

# One's own, one's people's, and everybody's for HR and audit.
ALL = "'attendance.read_everybody' = ANY(:permissions)"
SEEN = f"""({ALL} OR EXISTS (SELECT FROM attendance.employee o WHERE o.person = {{t}}.person
    AND o.company = {{t}}.company AND (o.app_user = :actor OR o.manager_user = :actor)))"""
MINE = f"({ALL} OR {{t}}.app_user = :actor OR {{t}}.manager_user = :actor)"
TIME = "(({{t}}.{0} / 60) || ':' || lpad(({{t}}.{0} % 60)::text, 2, '0'))"
IN_FORCE = """({t}.valid_from <= :today AND NOT EXISTS (
    SELECT FROM attendance.work_rule n WHERE n.company = {t}.company AND n.valid_from > {t}.valid_from
    AND n.valid_from <= :today))"""
USE = """{c}.id = (SELECT u.id FROM attendance.pattern_use u WHERE u.person = {t}.person
    AND u.company = {t}.company AND u.valid_from <= :today ORDER BY u.valid_from DESC LIMIT 1)"""


def time_of(name: str) -> str:
    """Minutes of a column as hours and minutes."""
    return TIME.format(name)


@node(tables.WorkRule)
class WorkRule:
    """How the company counts from a day on."""

    id: ID
    version: int
    valid_from: date
    in_force: bool = computed(IN_FORCE)
    closing_day: int
    week_starts_on: int
    rounds_month: bool
    half_days: bool
    hourly_leave: bool
    unified_month: int | None
    unified_day: int | None
    gap_minutes: int
    remind_after_days: int
    set_at: datetime


@node(tables.WorkPattern)
class WorkPattern:
    """Hours that are agreed with many people."""

    id: ID
    code: str
    name: str
    week: str
    starts_at: str = computed(time_of("starts"))
    ends_at: str = computed(time_of("ends"))
    break_at: str | None = computed(time_of("break_from"))
    break_minutes: int
    weekly_time: str = computed(time_of("weekly_minutes"))
    weekly_days: int | None
    yearly_days: int | None
    keeps_holidays: bool
    is_variable: bool
    is_active: bool


@node(tables.PatternUse, permission="attendance.read_work_pattern")
class PatternUse:
    """Whose hours follow which pattern from a day on."""

    id: ID
    pattern: WorkPattern = link("pattern")
    valid_from: date


@node(
    tables.ScheduledDay, permission="attendance.read_work_pattern", rows=f"({{t}}.person IS NULL OR {SEEN})"
)
class ScheduledDay:
    """A day that is something else than its weekday says."""

    id: ID
    on_day: date
    kind: DayKind
    pattern: WorkPattern | None = link("pattern")
    person_name: str | None = computed(
        "(SELECT e.name FROM attendance.employee e WHERE e.person = {t}.person AND e.company = {t}.company)"
    )
    starts_at: str | None = computed(time_of("starts"))
    ends_at: str | None = computed(time_of("ends"))
    break_minutes: int | None
    reason: str | None
    set_at: datetime


@node(tables.Employee, rows=MINE)
class Employee:
    """Somebody whose time is kept here, as HR tells it."""

    id: ID
    person: ID
    number: str
    name: str
    kana: str
    email: str | None
    department: Department | None = link("department")
    place: str
    employment_type: str
    starts_on: date | None
    last_day: date | None
    state: str
    manager_name: str | None = computed(
        "(SELECT m.name FROM attendance.employee m WHERE m.person = {t}.manager AND m.company = {t}.company)"
    )
    is_own: bool = computed("({t}.app_user = :actor)")
    pattern_use: PatternUse | None = computed_link(USE)
    has_pattern: bool = computed("""EXISTS (SELECT FROM attendance.pattern_use u WHERE u.person = {t}.person
        AND u.company = {t}.company AND u.valid_from <= :today)""")


@node(tables.OvertimeAgreement)
class OvertimeAgreement:
    """The agreement on overtime of an establishment for its period."""

    id: ID
    place: str
    valid_from: date
    valid_to: date
    filed_on: date | None
    is_variable: bool
    month_hours: Decimal
    year_hours: Decimal
    has_special_clause: bool
    special_year_hours: Decimal
    special_times: int
    note: str | None
    set_at: datetime


@node(tables.ColumnSet)
class ColumnSet:
    """Saved columns of a file."""

    id: ID
    code: str
    name: str
    is_outgoing: bool
    encoding: TextEncoding
    skip_rows: int
    first_line: str | None
    headings: str = computed("""(SELECT string_agg(e->>'heading', ', ' ORDER BY o)
        FROM jsonb_array_elements({t}.columns) WITH ORDINALITY c (e, o))""")
    is_active: bool


@row
class WorkPlace:
    """An establishment, and how many people work there."""

    place: str
    people_count: int
    has_agreement: bool


PLACES = """
    SELECT e.place, count(*)::int AS people_count, EXISTS (
        SELECT FROM attendance.overtime_agreement a WHERE a.company = :company AND a.place = e.place
        AND :today BETWEEN a.valid_from AND a.valid_to) AS has_agreement
    FROM attendance.employee e WHERE e.company = :company AND e.state <> 'LEFT'
    GROUP BY e.place ORDER BY e.place
"""
QUERY = [
    many(WorkRule, sorts=("valid_from",), default_sort="-valid_from"),
    many(WorkPattern, filters=("is_active",), search=("code", "name"), sorts=("code",), default_sort="code"),
    many(ScheduledDay, filters=("on_day", "kind"), sorts=("on_day",), default_sort="-on_day"),
    one(Employee),
    many(
        Employee,
        filters=("place", "state", "department", "has_pattern", "is_own"),
        search=("number", "name", "kana"),
        sorts=("number", "kana"),
        default_sort="number",
    ),
    many(OvertimeAgreement, filters=("place",), sorts=("valid_from", "place"), default_sort="-valid_from"),
    many(ColumnSet, filters=("is_outgoing", "is_active"), sorts=("code",), default_sort="code"),
    report("work_places", WorkPlace, sql=PLACES, permission="attendance.read_everybody"),
]
MUTATION = [
    mutation(set_work_rule, WorkRule),
    mutation(add_work_pattern, WorkPattern),
    mutation(use_work_pattern, WorkPattern),
    mutation(set_scheduled_day, ScheduledDay),
    mutation(set_overtime_agreement, OvertimeAgreement),
    mutation(add_attendance_format, ColumnSet),
    mutation(add_payroll_format, ColumnSet),
]
