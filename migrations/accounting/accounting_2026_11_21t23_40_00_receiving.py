"""Receipts say how their fee was booked, what differed, and where the money stood before."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Numeric
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID7
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

from erp.kernel.migrating import execute
import decimal


class Account(Table, tablename="account", schema="masterdata"):
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


ID = "2026-11-21T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "receiving"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def see_all():
        # A foreign key is checked against the rows of every company; the next migration puts the wall up again.
        await execute("ALTER TABLE accounting.receipt NO FORCE ROW LEVEL SECURITY")

    manager.add_raw(see_all)

    manager.add_column(
        table_class_name="Receipt",
        tablename="receipt",
        column_name="difference",
        db_column_name="difference",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="Receipt",
        tablename="receipt",
        column_name="difference_account",
        db_column_name="difference_account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="Receipt",
        tablename="receipt",
        column_name="fee_as",
        db_column_name="fee_as",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "BANK_FEE",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "FeeTreatment",
                {
                    "BANK_FEE": "BANK_FEE",
                    "SALES_ALLOWANCE": "SALES_ALLOWANCE",
                    "FEE_AS_RETURN": "FEE_AS_RETURN",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="Receipt",
        tablename="receipt",
        column_name="taken_from",
        db_column_name="taken_from",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        schema="accounting",
    )

    return manager
