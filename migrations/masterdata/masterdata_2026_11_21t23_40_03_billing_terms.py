from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import Text
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-21T23:40:03:000000"
VERSION = "1.38.0"
DESCRIPTION = "billing terms"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="masterdata", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Party",
        tablename="party",
        column_name="billed_to",
        db_column_name="billed_to",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": "self",
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "target_column": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )

    manager.add_column(
        table_class_name="Party",
        tablename="party",
        column_name="carries_balance",
        db_column_name="carries_balance",
        column_class_name="Boolean",
        column_class=Boolean,
        params={
            "default": True,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )

    manager.add_column(
        table_class_name="Party",
        tablename="party",
        column_name="second_closing_day",
        db_column_name="second_closing_day",
        column_class_name="Integer",
        column_class=Integer,
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
        schema="masterdata",
    )

    manager.add_column(
        table_class_name="Party",
        tablename="party",
        column_name="third_closing_day",
        db_column_name="third_closing_day",
        column_class_name="Integer",
        column_class=Integer,
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
        schema="masterdata",
    )

    manager.alter_column(
        table_class_name="Party",
        tablename="party",
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
        schema="masterdata",
    )

    return manager
