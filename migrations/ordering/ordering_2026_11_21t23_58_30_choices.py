from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-21T23:58:30:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="ordering", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="SalesOrder",
        tablename="sales_order",
        column_name="billing",
        db_column_name="billing",
        params={
            "choices": Enum(
                "BillingPolicy",
                {
                    "PER_SHIPMENT": "PER_SHIPMENT",
                    "PER_ORDER": "PER_ORDER",
                    "CLOSING_BILL": "CLOSING_BILL",
                    "CLOSING_STATEMENT": "CLOSING_STATEMENT",
                },
            )
        },
        old_params={
            "choices": Enum(
                "BillingPolicy",
                {"PER_SHIPMENT": "PER_SHIPMENT", "PER_ORDER": "PER_ORDER"},
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="ordering",
    )

    return manager
