"""Money that is known to come or go gets its table."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import Numeric
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID7
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table


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


class Company(Table, tablename="company", schema="masterdata"):
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


ID = "2026-11-21T23:54:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "cash plan"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="accounting", description=DESCRIPTION
    )

    manager.add_table(
        class_name="CashPlan",
        tablename="cash_plan",
        schema="accounting",
        columns=None,
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="company",
        db_column_name="company",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Company,
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="name",
        db_column_name="name",
        column_class_name="Text",
        column_class=Text,
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="is_receipt",
        db_column_name="is_receipt",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="amount",
        db_column_name="amount",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="account",
        db_column_name="account",
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
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="day_of_month",
        db_column_name="day_of_month",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="every_months",
        db_column_name="every_months",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": 1,
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
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="starts_on",
        db_column_name="starts_on",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CashPlan",
        tablename="cash_plan",
        column_name="ends_on",
        db_column_name="ends_on",
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
        schema="accounting",
    )

    manager.alter_column(
        table_class_name="PostingAccount",
        tablename="posting_account",
        column_name="purpose",
        db_column_name="purpose",
        params={
            "choices": Enum(
                "PostingPurpose",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "ADVANCE_RECEIVED": "ADVANCE_RECEIVED",
                    "OUTPUT_TAX": "OUTPUT_TAX",
                    "SALES": "SALES",
                    "SALES_REDUCED": "SALES_REDUCED",
                    "SALES_EXPORT": "SALES_EXPORT",
                    "SALES_NON_TAXABLE": "SALES_NON_TAXABLE",
                    "SALES_OUT_OF_SCOPE": "SALES_OUT_OF_SCOPE",
                    "SALES_RETURNS": "SALES_RETURNS",
                    "BANK_FEE": "BANK_FEE",
                    "STOCK": "STOCK",
                    "COST_OF_SALES": "COST_OF_SALES",
                    "OPENING_BALANCE": "OPENING_BALANCE",
                    "GOODS_RECEIVED": "GOODS_RECEIVED",
                    "STOCK_LOSS": "STOCK_LOSS",
                    "STOCK_GAIN": "STOCK_GAIN",
                    "INPUT_TAX": "INPUT_TAX",
                    "TAX_PAYABLE": "TAX_PAYABLE",
                    "TAX_REFUNDABLE": "TAX_REFUNDABLE",
                    "TAX_ROUNDING_GAIN": "TAX_ROUNDING_GAIN",
                    "TAX_ROUNDING_LOSS": "TAX_ROUNDING_LOSS",
                    "TAXES_AND_DUES": "TAXES_AND_DUES",
                    "WITHHELD_TAX": "WITHHELD_TAX",
                    "SUSPENSE_PAYMENT": "SUSPENSE_PAYMENT",
                    "SUSPENSE_RECEIPT": "SUSPENSE_RECEIPT",
                    "PREPAID_EXPENSE": "PREPAID_EXPENSE",
                    "RETAINED_EARNINGS": "RETAINED_EARNINGS",
                    "UNBILLED": "UNBILLED",
                    "PAYABLE": "PAYABLE",
                },
            )
        },
        old_params={
            "choices": Enum(
                "PostingPurpose",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "ADVANCE_RECEIVED": "ADVANCE_RECEIVED",
                    "OUTPUT_TAX": "OUTPUT_TAX",
                    "SALES": "SALES",
                    "SALES_REDUCED": "SALES_REDUCED",
                    "SALES_EXPORT": "SALES_EXPORT",
                    "SALES_NON_TAXABLE": "SALES_NON_TAXABLE",
                    "SALES_OUT_OF_SCOPE": "SALES_OUT_OF_SCOPE",
                    "SALES_RETURNS": "SALES_RETURNS",
                    "BANK_FEE": "BANK_FEE",
                    "STOCK": "STOCK",
                    "COST_OF_SALES": "COST_OF_SALES",
                    "OPENING_BALANCE": "OPENING_BALANCE",
                    "GOODS_RECEIVED": "GOODS_RECEIVED",
                    "STOCK_LOSS": "STOCK_LOSS",
                    "STOCK_GAIN": "STOCK_GAIN",
                    "INPUT_TAX": "INPUT_TAX",
                    "TAX_PAYABLE": "TAX_PAYABLE",
                    "TAX_REFUNDABLE": "TAX_REFUNDABLE",
                    "TAX_ROUNDING_GAIN": "TAX_ROUNDING_GAIN",
                    "TAX_ROUNDING_LOSS": "TAX_ROUNDING_LOSS",
                    "TAXES_AND_DUES": "TAXES_AND_DUES",
                    "WITHHELD_TAX": "WITHHELD_TAX",
                    "SUSPENSE_PAYMENT": "SUSPENSE_PAYMENT",
                    "SUSPENSE_RECEIPT": "SUSPENSE_RECEIPT",
                    "PREPAID_EXPENSE": "PREPAID_EXPENSE",
                    "RETAINED_EARNINGS": "RETAINED_EARNINGS",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="accounting",
    )

    manager.alter_column(
        table_class_name="OpenItem",
        tablename="open_item",
        column_name="kind",
        db_column_name="kind",
        params={
            "choices": Enum(
                "OpenItemKind",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "CREDIT": "CREDIT",
                    "ADVANCE": "ADVANCE",
                    "RETURNED": "RETURNED",
                    "PAYABLE": "PAYABLE",
                    "SUPPLIER_CREDIT": "SUPPLIER_CREDIT",
                    "PAYMENT": "PAYMENT",
                    "PAYMENT_RETURNED": "PAYMENT_RETURNED",
                },
            )
        },
        old_params={
            "choices": Enum(
                "OpenItemKind",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "CREDIT": "CREDIT",
                    "ADVANCE": "ADVANCE",
                    "RETURNED": "RETURNED",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="accounting",
    )

    return manager
