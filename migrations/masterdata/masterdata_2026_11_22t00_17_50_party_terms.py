from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID7
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table


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


ID = "2026-11-22T00:17:50:000000"
VERSION = "1.38.0"
DESCRIPTION = "party terms"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="masterdata", description=DESCRIPTION
    )

    manager.add_table(
        class_name="PartyTerms",
        tablename="party_terms",
        schema="masterdata",
        columns=None,
    )

    manager.add_column(
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="id",
        db_column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": UUID7(),
            "null": False,
            "primary_key": True,
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="party",
        db_column_name="party",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Party,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "target_column": None,
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="valid_from",
        db_column_name="valid_from",
        column_class_name="Date",
        column_class=Date,
        params={
            "default": None,
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="billing",
        db_column_name="billing",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "BillingPolicy",
                {
                    "PER_SHIPMENT": "PER_SHIPMENT",
                    "PER_ORDER": "PER_ORDER",
                    "CLOSING_BILL": "CLOSING_BILL",
                    "CLOSING_STATEMENT": "CLOSING_STATEMENT",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )

    manager.add_column(
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="closing_day",
        db_column_name="closing_day",
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
        table_class_name="PartyTerms",
        tablename="party_terms",
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
        table_class_name="PartyTerms",
        tablename="party_terms",
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

    manager.add_column(
        table_class_name="PartyTerms",
        tablename="party_terms",
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="billed_to",
        db_column_name="billed_to",
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="payment_months",
        db_column_name="payment_months",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": None,
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="payment_day",
        db_column_name="payment_day",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": None,
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
        table_class_name="PartyTerms",
        tablename="party_terms",
        column_name="holiday_shift",
        db_column_name="holiday_shift",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "HolidayShift",
                {"NONE": "NONE", "BEFORE": "BEFORE", "AFTER": "AFTER"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )

    return manager
