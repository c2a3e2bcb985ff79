"""The wall around receipts again, now with the figures that were added."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:41:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "receiving guards"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await execute("SELECT kernel.guard('accounting.receipt', true)")
        await execute(
            "ALTER TABLE accounting.receipt ADD CONSTRAINT difference_has_account"
            " CHECK (difference = 0 OR difference_account IS NOT NULL)"
        )

    manager.add_raw(guard)
    return manager
