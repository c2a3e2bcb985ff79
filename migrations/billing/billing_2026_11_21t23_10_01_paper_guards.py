"""A bill is printed once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "paper guards"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)

    async def put_up() -> None:
        await execute("ALTER TABLE billing.closing_bill_rendering ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute(
            "ALTER TABLE billing.closing_bill_rendering ADD CONSTRAINT closing_bill_rendering_key UNIQUE (bill)"
        )
        await execute("SELECT kernel.guard('billing.closing_bill_rendering', true)")

    manager.add_raw(put_up)
    return manager
