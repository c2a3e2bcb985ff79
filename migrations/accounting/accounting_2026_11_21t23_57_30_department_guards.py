"""The wall around invoices again, now with the department, by which they are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:57:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "department guards"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await execute("SELECT kernel.guard('accounting.invoice', true)")
        await execute(
            "CREATE INDEX invoice_department ON accounting.invoice (company, department) WHERE department IS NOT NULL"
        )

    manager.add_raw(guard)
    return manager
