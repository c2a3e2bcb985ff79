from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-23T00:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="approval", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="verdict",
        db_column_name="verdict",
        params={
            "choices": Enum(
                "Verdict",
                {
                    "APPROVE": "APPROVE",
                    "REJECT": "REJECT",
                    "RETURN": "RETURN",
                    "RETURN_TO_STEP": "RETURN_TO_STEP",
                    "PULL_UP": "PULL_UP",
                    "NAME": "NAME",
                },
            )
        },
        old_params={
            "choices": Enum(
                "Verdict",
                {
                    "APPROVE": "APPROVE",
                    "REJECT": "REJECT",
                    "RETURN": "RETURN",
                    "RETURN_TO_STEP": "RETURN_TO_STEP",
                    "PULL_UP": "PULL_UP",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="approval",
    )

    return manager
