from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-23T00:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "choices"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="hr", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="ChecklistTask",
        tablename="checklist_task",
        column_name="state",
        db_column_name="state",
        params={
            "choices": Enum(
                "ChecklistTaskState",
                {
                    "OPEN": "OPEN",
                    "DOING": "DOING",
                    "DONE": "DONE",
                    "NOT_NEEDED": "NOT_NEEDED",
                },
            )
        },
        old_params={
            "choices": Enum(
                "TaskState",
                {
                    "OPEN": "OPEN",
                    "DOING": "DOING",
                    "DONE": "DONE",
                    "NOT_NEEDED": "NOT_NEEDED",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="hr",
    )

    return manager
