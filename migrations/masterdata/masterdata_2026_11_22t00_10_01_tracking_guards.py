"""A company has one place for goods on their way; a lot has no negative days left."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "tracking kept"

PROMISES = """
SELECT kernel.guard('masterdata.warehouse');
CREATE UNIQUE INDEX warehouse_in_transit ON masterdata.warehouse (company) WHERE is_transit;
ALTER TABLE masterdata.product ADD CONSTRAINT product_shelf_days CHECK (shelf_days >= 0);
ALTER TABLE masterdata.product ADD CONSTRAINT product_tracked_in_stock CHECK (tracking = 'NONE' OR is_stocked);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PROMISES)

    manager.add_raw(put_up)
    return manager
