"""A receipt is reversed once, whoever writes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "reversals"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard():
        await execute(
            """CREATE UNIQUE INDEX stock_receipt_reverses ON inventory.stock_receipt (reverses)
               WHERE reverses IS NOT NULL"""
        )

    manager.add_raw(guard)
    return manager
