"""The wall around orders again, now with the department, by which they are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:51:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "department guards"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="ordering", description=DESCRIPTION)

    async def guard():
        await execute("SELECT kernel.guard('ordering.sales_order')")
        await execute(
            "CREATE INDEX sales_order_department ON ordering.sales_order (company, department) WHERE department IS NOT NULL"
        )

    manager.add_raw(guard)
    return manager
