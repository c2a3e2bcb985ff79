"""Kits are sold when they were put together: a promise is of the goods that are ordered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-23T00:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "kits"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="inventory", description=DESCRIPTION
    )

    manager.drop_column(
        table_class_name="Reservation",
        tablename="reservation",
        column_name="per_kit",
        db_column_name="per_kit",
        schema="inventory",
    )

    return manager
