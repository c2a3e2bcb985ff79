"""Leave: kinds, grants, requests, what was taken, and what must still be taken."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, computed, computed_children, link, many, mutation, node, one, report, row
from modules.attendance import tables
from modules.attendance.actions.approve_leave import approve_leave
from modules.attendance.actions.cancel_leave import cancel_leave
from modules.attendance.actions.grant_annual_leave import grant_annual_leave
from modules.attendance.actions.grant_leave import grant_leave
from modules.attendance.actions.register_leave_kind import register_leave_kind
from modules.attendance.actions.reject_leave import reject_leave
from modules.attendance.actions.request_leave import request_leave
from modules.attendance.actions.withdraw_leave_request import withdraw_leave_request
from modules.attendance.api.ground import ALL, SEEN, Employee, WorkRule
from modules.attendance.api.sheets import ROW, USER
from modules.attendance.states import GrantGround, LeaveNature, LeavePart, LeaveState

# Whoever is asked about a request, or stands in for him, sees it as well.
ASKED = """EXISTS (
    SELECT FROM approval.case_task w JOIN approval.approval_case a ON a.id = w.approval_case
    WHERE a.kind = 'leave_request' AND a.document = {t}.id
    AND (w.person = :actor OR EXISTS (
        SELECT FROM approval.delegation d WHERE d.grantor = w.person AND d.delegate = :actor
        AND :today BETWEEN d.valid_from AND d.valid_to)))"""
USED = """coalesce((SELECT sum(CASE WHEN k.returns IS NULL THEN k.days ELSE -k.days END)
    FROM attendance.leave_taking k WHERE k.leave_grant = {t}.id), 0)"""
STANDS = """{c}.leave_grant = {t}.id AND {c}.returns IS NULL
    AND NOT EXISTS (SELECT FROM attendance.leave_taking b WHERE b.returns = {c}.id)"""


@node(tables.LeaveKind)
class LeaveKind:
    """A sort of leave."""

    id: ID
    code: str
    name: str = computed("(CASE WHEN :language = 'ja' THEN {t}.name_ja ELSE {t}.name_en END)")
    nature: LeaveNature
    needs_grant: bool
    counts_as_attendance: bool
    usual_days: Decimal | None
    is_active: bool


@node(tables.LeaveGrant, rows=SEEN)
class LeaveGrant:
    """Days somebody may take, with every day that was taken of them."""

    id: ID
    employee: Employee = link("employee")
    employee_number: str = computed(ROW.format("number"))
    person_name: str = computed(ROW.format("name"))
    person: ID
    is_own: bool = computed(f"({ROW.format('app_user')} = :actor)")
    kind: LeaveKind = link("kind")
    granted_on: date
    expires_on: date
    is_usable: bool = computed("(:today BETWEEN {t}.granted_on AND {t}.expires_on)")
    days: Decimal
    used: Decimal = computed(f"round({USED}, 4)")
    left: Decimal = computed(f"round({{t}}.days - {USED}, 4)")
    ground: GrantGround
    service_months: int | None
    attended_days: int | None
    scheduled_days: int | None
    duty_days: Decimal | None
    duty_from: date | None
    duty_until: date | None
    note: str | None
    taken_days: str = computed("""(SELECT coalesce(string_agg(k.on_day || CASE k.part WHEN 'DAY' THEN ''
        WHEN 'HOURS' THEN ' ' || k.minutes / 60 || 'h' ELSE ' 0.5' END, ', ' ORDER BY k.on_day), '')
        FROM attendance.leave_taking k WHERE k.leave_grant = {t}.id AND k.returns IS NULL
        AND NOT EXISTS (SELECT FROM attendance.leave_taking b WHERE b.returns = k.id))""")
    takings: list["LeaveTaking"] = computed_children(STANDS, by="on_day", expected=10)


@node(tables.LeaveTaking, part_of=LeaveGrant)
class LeaveTaking:
    """What one day took of a grant."""

    id: ID
    on_day: date
    part: LeavePart
    days: Decimal
    minutes: int


@node(tables.LeaveRequest, rows=f"({SEEN} OR {ASKED})")
class LeaveRequest:
    """Somebody wants to be away."""

    id: ID
    number: str
    state: LeaveState
    employee: Employee = link("employee")
    employee_number: str = computed(ROW.format("number"))
    person_name: str = computed(ROW.format("name"))
    person: ID
    is_own: bool = computed(f"({ROW.format('app_user')} = :actor)")
    is_mine_to_approve: bool = computed(f"({ROW.format('manager_user')} = :actor)")
    kind: LeaveKind = link("kind")
    from_on: date
    to_on: date
    part: LeavePart
    hours: int | None
    days: Decimal
    reason: str | None
    requested_at: datetime
    decided_by_name: str | None = computed(USER.format("decided_by"))
    decided_at: datetime | None
    answer: str | None


@row
class LeaveBalance:
    """What is left of somebody's annual leave, and what must be taken until when."""

    person: ID
    number: str
    name: str
    place: str
    is_own: bool
    left: Decimal
    next_expiry: date | None
    expiring: Decimal | None
    by_hour: Decimal
    granted_on: date | None
    duty_days: Decimal | None
    duty_until: date | None
    taken: Decimal | None
    planned: Decimal | None
    step: int


# A year of duty that begins anew while another runs replaces it. Whole and half days count, hours do not.
BALANCES = f"""
    WITH figures AS (
        SELECT kind, value::int AS value FROM masterdata.statutory_value
        WHERE kind IN ('LEAVE_DUTY_FIRST_ALERT', 'LEAVE_DUTY_SECOND_ALERT') AND is_active
          AND valid_from <= :today AND (valid_to IS NULL OR valid_to >= :today)
    ), people AS (
        SELECT * FROM attendance.employee e WHERE e.company = :company AND e.state NOT IN ('LEFT', 'NOT_YET')
          AND ({ALL} OR e.app_user = :actor OR e.manager_user = :actor)
    ), grants AS (
        SELECT g.*, g.days - coalesce(t.used, 0) AS left_over, coalesce(t.by_hour, 0) AS by_hour
        FROM attendance.leave_grant g JOIN attendance.leave_kind k ON k.id = g.kind AND k.nature = 'ANNUAL'
        LEFT JOIN LATERAL (
            SELECT sum(CASE WHEN returns IS NULL THEN days ELSE -days END) AS used,
                   sum(CASE WHEN returns IS NULL THEN days ELSE -days END)
                       FILTER (WHERE part = 'HOURS') AS by_hour
            FROM attendance.leave_taking WHERE leave_grant = g.id) t ON true
        WHERE g.company = :company AND g.person IN (SELECT person FROM people)
    ), sums AS (
        SELECT person, sum(left_over) AS days_left,
               min(expires_on) FILTER (WHERE left_over > 0) AS next_expiry,
               sum(by_hour) AS by_hour
        FROM grants WHERE :today BETWEEN granted_on AND expires_on GROUP BY person
    ), duties AS (
        SELECT DISTINCT ON (person) * FROM grants
        WHERE duty_days IS NOT NULL AND :today BETWEEN duty_from AND duty_until
        ORDER BY person, granted_on DESC
    )
    SELECT e.person, e.number, e.name, e.place, coalesce(e.app_user = :actor, false) AS is_own,
           round(coalesce(s.days_left, 0), 4) AS "left", s.next_expiry,
           (SELECT round(sum(x.left_over), 4) FROM grants x
            WHERE x.person = e.person AND x.expires_on = s.next_expiry) AS expiring,
           round(coalesce(s.by_hour, 0), 4) AS by_hour, d.granted_on, d.duty_days, d.duty_until,
           k.taken, k.planned,
           CASE WHEN d.id IS NULL OR k.taken >= d.duty_days THEN 0
                ELSE (SELECT count(*)::int FROM figures f
                      WHERE :today >= (d.duty_from + make_interval(months => f.value))::date) END AS step
    FROM people e LEFT JOIN sums s ON s.person = e.person LEFT JOIN duties d ON d.person = e.person
    LEFT JOIN LATERAL (
        SELECT coalesce(sum(CASE WHEN t.returns IS NULL THEN t.days ELSE -t.days END)
                        FILTER (WHERE t.on_day <= :today), 0) AS taken,
               coalesce(sum(CASE WHEN t.returns IS NULL THEN t.days ELSE -t.days END)
                        FILTER (WHERE t.on_day > :today), 0) AS planned
        FROM attendance.leave_taking t WHERE t.person = e.person AND t.company = e.company AND t.kind = d.kind
          AND t.part <> 'HOURS' AND t.on_day BETWEEN d.duty_from AND d.duty_until
    ) k ON d.id IS NOT NULL
    WHERE (:own::boolean IS NOT TRUE OR e.app_user = :actor) ORDER BY step DESC, e.number LIMIT 2000
"""
QUERY = [
    many(LeaveKind, filters=("is_active", "needs_grant"), sorts=("code",), default_sort="code"),
    one(LeaveGrant),
    many(
        LeaveGrant,
        filters=("person", "granted_on", "is_usable", "is_own", "kind"),
        search=("employee.number", "employee.name", "employee.kana"),
        sorts=("granted_on", "employee_number"),
        default_sort="-granted_on",
    ),
    one(LeaveRequest),
    many(
        LeaveRequest,
        filters=("state", "kind", "is_own", "is_mine_to_approve", "from_on"),
        search=("number", "employee.number", "employee.name"),
        sorts=("number", "from_on"),
        default_sort="-number",
    ),
    report(
        "leave_balances",
        LeaveBalance,
        sql=BALANCES,
        args={"own": bool | None},
        permission="attendance.read_leave_grant",
        expected=100,
    ),
]
MUTATION = [
    mutation(register_leave_kind, LeaveKind),
    mutation(grant_leave, LeaveGrant),
    mutation(grant_annual_leave, WorkRule),
    mutation(request_leave, LeaveRequest),
    mutation(approve_leave, LeaveRequest),
    mutation(reject_leave, LeaveRequest),
    mutation(withdraw_leave_request, LeaveRequest),
    mutation(cancel_leave, LeaveRequest),
]
