"""Goods of a day up to which stock is locked do not move any more, whoever writes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:05:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "areas"

# Shipments change while they are on their way; what counts is that their goods moved.
LOCKS = "SELECT accounting.keep_area('inventory.stock_move', 'STOCK', 'occurred_on')"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard():
        await execute(LOCKS)

    manager.add_raw(guard)
    return manager
