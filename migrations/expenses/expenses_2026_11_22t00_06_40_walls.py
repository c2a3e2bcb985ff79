"""Search, chains, histories and files show no more of claims than the claim itself shows to the same person."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:06:40:000000"
VERSION = "1.38.0"
DESCRIPTION = "walls"

WALLS = (
    """CREATE FUNCTION expenses.sees_all(in_this_company uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
                   WHERE g.holder = actor AND p.permission = 'expenses.read_all_claims'
                     AND (g.in_company IS NULL OR g.in_company = in_this_company))
$$""",
    """CREATE FUNCTION expenses.may_see_claim(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM expenses.expense_claim c WHERE c.id = asked
        AND (c.person = actor OR expenses.sees_all(c.company, actor) OR EXISTS (
            SELECT FROM approval.case_task w JOIN approval.approval_case a ON a.id = w.approval_case
            WHERE a.kind = 'expense_claim' AND a.document = c.id
            AND (w.person = actor OR EXISTS (
                SELECT FROM approval.delegation d WHERE d.grantor = w.person AND d.delegate = actor
                AND current_date BETWEEN d.valid_from AND d.valid_to)))))
$$""",
    """CREATE FUNCTION expenses.may_see_line(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM expenses.expense_line l
                   WHERE l.id = asked AND expenses.may_see_claim(l.expense_claim, actor))
$$""",
    """CREATE FUNCTION expenses.may_see_receipt(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM expenses.expense_line l
                   WHERE l.receipt = asked AND expenses.may_see_claim(l.expense_claim, actor))
        OR EXISTS (SELECT FROM kernel.stored_file f
                   WHERE f.id = asked AND (f.stored_by = actor OR expenses.sees_all(f.company, actor)))
$$""",
    """CREATE FUNCTION expenses.may_see_advance(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM expenses.cash_advance a
                   WHERE a.id = asked AND (a.person = actor OR expenses.sees_all(a.company, actor)))
$$""",
    """INSERT INTO kernel.wall (what, asks) VALUES
    ('expense_claim', 'expenses.may_see_claim'), ('expenses.expense_claim', 'expenses.may_see_claim'),
    ('expenses.expense_line', 'expenses.may_see_line'), ('expenses.cash_advance', 'expenses.may_see_advance'),
    ('file:expenses.read_expense_claim', 'expenses.may_see_receipt')""",
    "CREATE INDEX expense_line_paper ON expenses.expense_line (receipt) WHERE receipt IS NOT NULL",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="expenses", description=DESCRIPTION)

    async def put_up() -> None:
        for statement in WALLS:
            await execute(statement)

    manager.add_raw(put_up)
    return manager
