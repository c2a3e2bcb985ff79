"""Everybody above somebody, asked once for a whole list instead of once for each of its rows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "superiors"

SUPERIORS = """
CREATE FUNCTION approval.superiors(of_person uuid, on_day date) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line (person, depth) AS (
        SELECT of_person, 0
        UNION
        SELECT l.manager, line.depth + 1 FROM line JOIN approval.reporting_line l ON l.person = line.person
        WHERE line.depth < 50 AND l.valid_from <= on_day AND (l.valid_to IS NULL OR l.valid_to >= on_day))
    SELECT person FROM line WHERE depth > 0
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="approval", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(SUPERIORS)

    manager.add_raw(put_up)
    return manager
