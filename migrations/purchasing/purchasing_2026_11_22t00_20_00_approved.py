"""No writer orders, releases or approves what a matrix governs without the yes that lets it pass."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "approved"

KEPT = (
    ("purchase_request", "APPROVED"),
    ("purchase_order", "ORDERED"),
    ("purchase_bill", "RELEASED"),
)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="purchasing", description=DESCRIPTION)

    async def keep():
        for table, state in KEPT:
            await execute(f"SELECT approval.keep_approved('purchasing.{table}', '{table}', 'state', '{state}')")

    manager.add_raw(keep)
    return manager
