from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import JSONB
from piccolo.columns.column_types import Numeric
from piccolo.columns.column_types import Text
from piccolo.columns.indexes import IndexMethod
import decimal

ID = "2026-11-23T00:04:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "concessions"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="purchasing", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="SupplierProduct",
        tablename="supplier_product",
        column_name="order_rule",
        db_column_name="order_rule",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "WARN",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum("OrderRule", {"WARN": "WARN", "REFUSE": "REFUSE"}),
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="PurchaseOrderLine",
        tablename="purchase_order_line",
        column_name="allowance",
        db_column_name="allowance",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": decimal.Decimal("0"),
            "digits": (18, 4),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="PurchaseOrderLine",
        tablename="purchase_order_line",
        column_name="allowance_billed",
        db_column_name="allowance_billed",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": decimal.Decimal("0"),
            "digits": (18, 4),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="InspectionLine",
        tablename="inspection_line",
        column_name="concession",
        db_column_name="concession",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "ConcessionReason",
                {
                    "MINOR_DEFECT": "MINOR_DEFECT",
                    "APPEARANCE": "APPEARANCE",
                    "OTHER_SPECIFICATION": "OTHER_SPECIFICATION",
                    "SHORT_SHELF_LIFE": "SHORT_SHELF_LIFE",
                    "URGENT": "URGENT",
                    "OTHER": "OTHER",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="InspectionLine",
        tablename="inspection_line",
        column_name="expires_on",
        db_column_name="expires_on",
        column_class_name="Date",
        column_class=Date,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="InspectionLine",
        tablename="inspection_line",
        column_name="lot",
        db_column_name="lot",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="InspectionLine",
        tablename="inspection_line",
        column_name="serials",
        db_column_name="serials",
        column_class_name="JSONB",
        column_class=JSONB,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="InspectionLine",
        tablename="inspection_line",
        column_name="unit_price",
        db_column_name="unit_price",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (18, 4),
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    manager.add_column(
        table_class_name="PurchaseBillLine",
        tablename="purchase_bill_line",
        column_name="allowance",
        db_column_name="allowance",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": decimal.Decimal("0"),
            "digits": (18, 4),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="purchasing",
    )

    return manager
