from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID7
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

from erp.kernel.migrating import execute


class Party(Table, tablename="party", schema="masterdata"):
    id = UUID(
        default=UUID7(),
        null=False,
        primary_key=True,
        unique=False,
        index=False,
        index_method=IndexMethod.btree,
        choices=None,
        db_column_name=None,
        secret=False,
    )


ID = "2026-11-22T00:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "tracking"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="masterdata", description=DESCRIPTION
    )

    async def see_all():
        # A foreign key is checked against the rows of every company; the next migration puts the wall up again.
        await execute("ALTER TABLE masterdata.warehouse NO FORCE ROW LEVEL SECURITY")

    manager.add_raw(see_all)

    manager.add_column(
        table_class_name="Product",
        tablename="product",
        column_name="is_valued",
        db_column_name="is_valued",
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
        table_class_name="Product",
        tablename="product",
        column_name="shelf_days",
        db_column_name="shelf_days",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": 0,
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
        table_class_name="Product",
        tablename="product",
        column_name="tracking",
        db_column_name="tracking",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "NONE",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "Tracking",
                {
                    "NONE": "NONE",
                    "LOT": "LOT",
                    "EXPIRY": "EXPIRY",
                    "SERIAL": "SERIAL",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )

    manager.add_column(
        table_class_name="Warehouse",
        tablename="warehouse",
        column_name="consignee",
        db_column_name="consignee",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Party,
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
        table_class_name="Warehouse",
        tablename="warehouse",
        column_name="is_transit",
        db_column_name="is_transit",
        column_class_name="Boolean",
        column_class=Boolean,
        params={
            "default": False,
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

    return manager
