"""Runs are facts; a statement counts for the area of cash."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "runs guards"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="banking", description=DESCRIPTION)

    async def guard():
        await execute("ALTER TABLE banking.match_run ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute("SELECT kernel.guard('banking.match_run', true)")

    manager.add_raw(guard)
    return manager
