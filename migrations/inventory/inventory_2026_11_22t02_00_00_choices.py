from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-22T02:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="inventory", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="StockMove",
        tablename="stock_move",
        column_name="kind",
        db_column_name="kind",
        params={
            "choices": Enum(
                "StockMoveKind",
                {
                    "RECEIPT": "RECEIPT",
                    "SHIPMENT": "SHIPMENT",
                    "RETURN": "RETURN",
                    "ADJUSTMENT": "ADJUSTMENT",
                    "VALUATION": "VALUATION",
                    "MOVE": "MOVE",
                    "TRANSFER": "TRANSFER",
                    "ASSEMBLY": "ASSEMBLY",
                },
            )
        },
        old_params={
            "choices": Enum(
                "StockMoveKind",
                {
                    "RECEIPT": "RECEIPT",
                    "SHIPMENT": "SHIPMENT",
                    "RETURN": "RETURN",
                    "ADJUSTMENT": "ADJUSTMENT",
                    "MOVE": "MOVE",
                    "TRANSFER": "TRANSFER",
                    "ASSEMBLY": "ASSEMBLY",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="inventory",
    )

    return manager
