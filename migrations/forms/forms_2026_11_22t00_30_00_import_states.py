"""The states of an import have a name of their own."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-22T00:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="forms", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="RegisterImport",
        tablename="register_import",
        column_name="state",
        db_column_name="state",
        params={
            "choices": Enum(
                "RegisterImportState", {"TRIED": "TRIED", "DONE": "DONE"}
            )
        },
        old_params={
            "choices": Enum("ImportState", {"TRIED": "TRIED", "DONE": "DONE"})
        },
        column_class=Text,
        old_column_class=Text,
        schema="forms",
    )

    return manager
