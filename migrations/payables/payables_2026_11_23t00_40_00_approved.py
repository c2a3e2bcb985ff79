"""Where a company's matrix speaks of accounts or payments, no writer brings one into use without its yes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "approved"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def guard() -> None:
        await execute(
            "SELECT approval.keep_approved('payables.supplier_account', 'supplier_account', 'state', 'CONFIRMED')"
        )
        await execute("SELECT approval.keep_approved('payables.payment_run', 'payment_run', 'state', 'APPROVED')")

    manager.add_raw(guard)
    return manager
