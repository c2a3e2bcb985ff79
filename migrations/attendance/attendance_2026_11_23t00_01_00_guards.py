"""What the database itself promises about time and leave: what was said stays, a closed month stands still."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-23T00:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

RULES = Path(__file__).with_name("guards.sql")

# A closed sheet and its days stand still, whoever writes.
KEEP_SHEET = """
CREATE FUNCTION attendance.keep_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF old.state = 'CLOSED' THEN
        RAISE EXCEPTION 'a closed sheet stands still' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$
"""
KEEP_DAY = """
CREATE FUNCTION attendance.keep_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sheet uuid := CASE WHEN tg_op = 'DELETE' THEN old.timesheet ELSE new.timesheet END;
BEGIN
    IF EXISTS (SELECT FROM attendance.timesheet WHERE id = sheet AND state = 'CLOSED') THEN
        RAISE EXCEPTION 'days of a closed sheet stand still' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN tg_op = 'DELETE' THEN old ELSE new END;
END $$
"""
# Nobody takes more days than were granted, or takes them after their end.
KEEP_GRANT = """
CREATE FUNCTION attendance.keep_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given attendance.leave_grant;
    used numeric;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('leave_grant' || new.leave_grant::text, 0));
    SELECT * INTO given FROM attendance.leave_grant WHERE id = new.leave_grant;
    SELECT coalesce(sum(CASE WHEN returns IS NULL THEN days ELSE -days END), 0) INTO used
      FROM attendance.leave_taking WHERE leave_grant = new.leave_grant;
    IF used > given.days + 0.001 THEN
        RAISE EXCEPTION 'more leave is taken than was granted' USING ERRCODE = 'check_violation';
    END IF;
    IF new.returns IS NULL AND new.on_day NOT BETWEEN given.granted_on AND given.expires_on THEN
        RAISE EXCEPTION 'leave is taken outside the days of its grant' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$
"""
KEEP_DIFFERENCE = """
CREATE FUNCTION attendance.keep_difference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF old.taken_into IS NOT NULL OR to_jsonb(new) - 'taken_into' IS DISTINCT FROM to_jsonb(old) - 'taken_into' THEN
        RAISE EXCEPTION 'a difference is taken over once and not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN new;
END $$
"""
TRIGGERS = (
    "CREATE TRIGGER keep_sheet BEFORE UPDATE OR DELETE ON attendance.timesheet"
    " FOR EACH ROW EXECUTE FUNCTION attendance.keep_sheet()",
    "CREATE TRIGGER keep_day BEFORE INSERT OR UPDATE OR DELETE ON attendance.work_day"
    " FOR EACH ROW EXECUTE FUNCTION attendance.keep_day()",
    "CREATE TRIGGER keep_grant AFTER INSERT ON attendance.leave_taking"
    " FOR EACH ROW WHEN (new.leave_grant IS NOT NULL) EXECUTE FUNCTION attendance.keep_grant()",
    "CREATE TRIGGER keep_difference BEFORE UPDATE OR DELETE ON attendance.payroll_difference"
    " FOR EACH ROW EXECUTE FUNCTION attendance.keep_difference()",
)
# Search, histories and files show no more of a person's time than its sheet shows to the same reader.
WALLS = (
    """CREATE FUNCTION attendance.sees_all(in_this_company uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
                   WHERE g.holder = actor AND p.permission = 'attendance.read_everybody'
                     AND (g.in_company IS NULL OR g.in_company = in_this_company))
$$""",
    """CREATE FUNCTION attendance.may_see_person(asked uuid, in_this_company uuid, actor uuid)
    RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT attendance.sees_all(in_this_company, actor) OR EXISTS (
        SELECT FROM attendance.employee e WHERE e.person = asked AND e.company = in_this_company
        AND (e.app_user = actor OR e.manager_user = actor))
$$""",
    """CREATE FUNCTION attendance.may_see_leave(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM attendance.leave_request r WHERE r.id = asked
        AND (attendance.may_see_person(r.person, r.company, actor) OR EXISTS (
            SELECT FROM approval.case_task w JOIN approval.approval_case a ON a.id = w.approval_case
            WHERE a.kind = 'leave_request' AND a.document = r.id
            AND (w.person = actor OR EXISTS (
                SELECT FROM approval.delegation d WHERE d.grantor = w.person AND d.delegate = actor
                AND current_date BETWEEN d.valid_from AND d.valid_to)))))
$$""",
    """CREATE FUNCTION attendance.may_see_sheet(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM attendance.timesheet s
                   WHERE s.id = asked AND attendance.may_see_person(s.person, s.company, actor))
$$""",
    """CREATE FUNCTION attendance.may_see_period(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM attendance.payroll_period p
                   WHERE p.id = asked AND attendance.sees_all(p.company, actor))
$$""",
    """INSERT INTO kernel.wall (what, asks) VALUES
    ('leave_request', 'attendance.may_see_leave'), ('attendance.leave_request', 'attendance.may_see_leave'),
    ('attendance.timesheet', 'attendance.may_see_sheet'),
    ('payroll_period', 'attendance.may_see_period')""",
)
APPROVED = (
    """CREATE CONSTRAINT TRIGGER keep_approved AFTER UPDATE ON attendance.leave_request
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'SUBMITTED')
       EXECUTE FUNCTION approval.refuse_unapproved('leave_request', 'state', 'APPROVED')""",
)

CHANGING = (
    "employee", "work_pattern", "column_set", "timesheet", "work_day", "leave_kind", "leave_request", "pay_item",
    "payroll_difference", "leave_table_row",
)  # fmt: skip
FACTS = (
    "work_rule", "pattern_use", "scheduled_day", "overtime_agreement", "attendance_import", "day_entry",
    "overtime_notice", "leave_grant", "leave_taking", "pay_amount", "payroll_period", "payroll_line",
    "payroll_file",
)  # fmt: skip


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def guard() -> None:
        await run_sql(RULES)
        for statement in (KEEP_SHEET, KEEP_DAY, KEEP_GRANT, KEEP_DIFFERENCE, *TRIGGERS, *WALLS, *APPROVED):
            await execute(statement)
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE attendance.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            insert_only = "true" if table in FACTS else "false"
            await execute(f"SELECT kernel.guard('attendance.{table}', {insert_only})")

    manager.add_raw(guard)
    return manager
