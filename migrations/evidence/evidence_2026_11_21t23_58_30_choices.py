from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-21T23:58:30:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="evidence", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="Evidence",
        tablename="evidence",
        column_name="direction",
        db_column_name="direction",
        params={
            "choices": Enum(
                "EvidenceDirection", {"RECEIVED": "RECEIVED", "ISSUED": "ISSUED"}
            )
        },
        old_params={
            "choices": Enum(
                "Direction", {"RECEIVED": "RECEIVED", "ISSUED": "ISSUED"}
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="evidence",
    )

    manager.alter_column(
        table_class_name="Evidence",
        tablename="evidence",
        column_name="channel",
        db_column_name="channel",
        params={
            "choices": Enum(
                "EvidenceChannel",
                {
                    "MAIL": "MAIL",
                    "UPLOAD": "UPLOAD",
                    "PAPER_SCAN": "PAPER_SCAN",
                    "PEPPOL": "PEPPOL",
                    "SYSTEM": "SYSTEM",
                },
            )
        },
        old_params={
            "choices": Enum(
                "Channel",
                {
                    "MAIL": "MAIL",
                    "UPLOAD": "UPLOAD",
                    "PAPER_SCAN": "PAPER_SCAN",
                    "PEPPOL": "PEPPOL",
                    "SYSTEM": "SYSTEM",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="evidence",
    )

    return manager
