"""A case is found, in the search box and in histories, by nobody but those who may open it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "walls"

WALLS = """
CREATE FUNCTION approval.may_see_case(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM approval.approval_case c WHERE c.id = asked AND (
        actor IN (c.requester, c.submitted_by)
        OR EXISTS (SELECT FROM approval.case_task t WHERE t.approval_case = c.id AND (t.person = actor OR EXISTS (
            SELECT FROM approval.delegation d WHERE d.grantor = t.person AND d.delegate = actor
            AND current_date BETWEEN d.valid_from AND d.valid_to)))
        OR EXISTS (SELECT FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
                   WHERE g.holder = actor AND p.permission = 'approval.read_every_case'
                     AND (g.in_company IS NULL OR g.in_company = c.company))))
$$;
INSERT INTO kernel.wall (what, asks) VALUES
    ('approval_case', 'approval.may_see_case'), ('approval.approval_case', 'approval.may_see_case');
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="approval", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(WALLS)

    manager.add_raw(put_up)
    return manager
