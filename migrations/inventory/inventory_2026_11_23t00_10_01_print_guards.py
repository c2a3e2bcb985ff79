"""What is printed is behind the wall of its company and kept with who asked for it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "print guards"

RULES = (
    "ALTER TABLE inventory.stock_print ALTER COLUMN id SET DEFAULT uuidv7()",
    "SELECT kernel.guard('inventory.stock_print', false)",
    "ALTER TABLE inventory.stock_print ADD CONSTRAINT something_is_printed CHECK (pieces >= 0 AND attempts >= 0)",
    "CREATE INDEX stock_print_waiting ON inventory.stock_print (company, id) WHERE file IS NULL",
)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard():
        for sql in RULES:
            await execute(sql)

    manager.add_raw(guard)
    return manager
