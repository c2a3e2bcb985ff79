"""Whose department, and who is asked: read from where approval keeps who manages whom and what waits for whom."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "places of people"

# Somebody belongs to a department when he heads it, or when he reports, directly or above, to who does.
PLACES = """
CREATE OR REPLACE FUNCTION forms.is_of_department(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE up (person) AS (
        SELECT actor
        UNION
        SELECT l.manager FROM approval.reporting_line l JOIN up ON l.person = up.person
        WHERE l.valid_from <= current_date AND coalesce(l.valid_to, current_date) >= current_date
    )
    SELECT EXISTS (SELECT FROM approval.department_head h JOIN up ON up.person = h.head
        WHERE h.department = asked AND h.valid_from <= current_date
          AND coalesce(h.valid_to, current_date) >= current_date)
$$;
CREATE OR REPLACE FUNCTION forms.is_asked(document uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM approval.approval_case c JOIN approval.case_task t ON t.approval_case = c.id
        WHERE c.document = is_asked.document AND c.kind LIKE 'request:%'
          AND (t.person = actor OR approval.standing_in(actor, t.person, c.id, current_date) IS NOT NULL))
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="forms", description=DESCRIPTION)

    async def fill() -> None:
        await execute(PLACES)

    manager.add_raw(fill)
    return manager
