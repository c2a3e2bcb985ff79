"""All documents of one party are found without reading everybody's: a statement asks for them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:42:05:000000"
VERSION = "1.38.0"
DESCRIPTION = "items of a party"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        await execute("CREATE INDEX open_item_party ON accounting.open_item (party, opened_on)")

    manager.add_raw(put_up)
    return manager
