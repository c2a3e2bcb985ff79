"""Contents that were removed after their time: the row of the file stays, with its hash, and so does the reason."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "removals of contents"

REMOVALS = """
CREATE TABLE kernel.file_removal (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    company uuid NOT NULL,
    file uuid NOT NULL UNIQUE REFERENCES kernel.stored_file,
    reason text NOT NULL CHECK (btrim(reason) <> ''),
    removed_by uuid NOT NULL,
    removed_at timestamptz NOT NULL DEFAULT now()
);
SELECT kernel.guard('kernel.file_removal', true);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kernel", description=DESCRIPTION)

    async def guard() -> None:
        await execute(REMOVALS)

    manager.add_raw(guard)
    return manager
