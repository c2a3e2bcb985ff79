"""Rows that not everybody with the permission may see: who asks for them from outside asks the same rule.

A module says for a kind of document, a table or a file's permission which function of its own decides; search,
documents, chains, histories and files then show no more than the record itself. What has no wall is open.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "walls"

WALLS = """
CREATE TABLE kernel.wall (what text PRIMARY KEY, asks text NOT NULL);
GRANT SELECT ON kernel.wall TO erp_app;

CREATE FUNCTION kernel.may_see(kind text, id uuid, actor uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
    asked text;
    answer boolean;
BEGIN
    SELECT w.asks INTO asked FROM kernel.wall w WHERE w.what = kind;
    IF NOT FOUND THEN
        RETURN true;
    END IF;
    EXECUTE format('SELECT %s($1, $2)', asked) INTO answer USING id, actor;
    RETURN coalesce(answer, false);
END $$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(WALLS)

    manager.add_raw(put_up)
    return manager
