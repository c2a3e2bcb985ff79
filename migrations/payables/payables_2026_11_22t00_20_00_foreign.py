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
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.defaults.uuid import UUID7
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table
import decimal


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


class CurrencyValuation(Table, tablename="currency_valuation", schema="payables"):
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


class Payment(Table, tablename="payment", schema="payables"):
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


class SupplierInvoice(Table, tablename="supplier_invoice", schema="payables"):
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


ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "foreign"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="payables", description=DESCRIPTION
    )

    manager.add_table(
        class_name="WrittenTerms",
        tablename="written_terms",
        schema="payables",
        columns=None,
    )

    manager.add_table(
        class_name="CurrencyValuation",
        tablename="currency_valuation",
        schema="payables",
        columns=None,
    )

    manager.add_table(
        class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        schema="payables",
        columns=None,
    )

    manager.add_table(
        class_name="ForeignSettlement",
        tablename="foreign_settlement",
        schema="payables",
        columns=None,
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="number",
        db_column_name="number",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="supplier",
        db_column_name="supplier",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="ordered_on",
        db_column_name="ordered_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="given_on",
        db_column_name="given_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="channel",
        db_column_name="channel",
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
                "TermsChannel",
                {"PAPER": "PAPER", "MAIL": "MAIL", "SYSTEM": "SYSTEM"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="content",
        db_column_name="content",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="deliver_on",
        db_column_name="deliver_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="deliver_to",
        db_column_name="deliver_to",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="inspect_until",
        db_column_name="inspect_until",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="how_reckoned",
        db_column_name="how_reckoned",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="currency",
        db_column_name="currency",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="pay_on",
        db_column_name="pay_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="payment_method",
        db_column_name="payment_method",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="negotiated_on",
        db_column_name="negotiated_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="negotiation",
        db_column_name="negotiation",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="document",
        db_column_name="document",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="file",
        db_column_name="file",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="given_by",
        db_column_name="given_by",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="WrittenTerms",
        tablename="written_terms",
        column_name="recorded_at",
        db_column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": TimestamptzNow(),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="number",
        db_column_name="number",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="state",
        db_column_name="state",
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
                "CurrencyValuationState", {"POSTED": "POSTED", "UNDONE": "UNDONE"}
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="valued_on",
        db_column_name="valued_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="gain",
        db_column_name="gain",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="loss",
        db_column_name="loss",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="entry",
        db_column_name="entry",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="reversal",
        db_column_name="reversal",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="made_by",
        db_column_name="made_by",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="made_at",
        db_column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": TimestamptzNow(),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuation",
        tablename="currency_valuation",
        column_name="undo_reason",
        db_column_name="undo_reason",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="currency_valuation",
        db_column_name="currency_valuation",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": CurrencyValuation,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="line_no",
        db_column_name="line_no",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="supplier_invoice",
        db_column_name="supplier_invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": SupplierInvoice,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="currency",
        db_column_name="currency",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="foreign_open",
        db_column_name="foreign_open",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="booked",
        db_column_name="booked",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="rate",
        db_column_name="rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (18, 6),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="CurrencyValuationLine",
        tablename="currency_valuation_line",
        column_name="value",
        db_column_name="value",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="payment",
        db_column_name="payment",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Payment,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="supplier_invoice",
        db_column_name="supplier_invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": SupplierInvoice,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="settled_on",
        db_column_name="settled_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="amount",
        db_column_name="amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="booked",
        db_column_name="booked",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="ForeignSettlement",
        tablename="foreign_settlement",
        column_name="paid",
        db_column_name="paid",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierTerm",
        tablename="supplier_term",
        column_name="is_freelancer",
        db_column_name="is_freelancer",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="exchange_rate",
        db_column_name="exchange_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (18, 6),
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="foreign_currency",
        db_column_name="foreign_currency",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="foreign_total",
        db_column_name="foreign_total",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="rate_agreed",
        db_column_name="rate_agreed",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="tax_counted_on",
        db_column_name="tax_counted_on",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="tax_waits",
        db_column_name="tax_waits",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoiceLine",
        tablename="supplier_invoice_line",
        column_name="foreign_amount",
        db_column_name="foreign_amount",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="exchange_difference",
        db_column_name="exchange_difference",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="exchange_rate",
        db_column_name="exchange_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (18, 6),
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="foreign_amount",
        db_column_name="foreign_amount",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="foreign_currency",
        db_column_name="foreign_currency",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SalaryRun",
        tablename="salary_run",
        column_name="entry",
        db_column_name="entry",
        column_class_name="UUID",
        column_class=UUID,
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SalaryRun",
        tablename="salary_run",
        column_name="paid_on",
        db_column_name="paid_on",
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
        schema="payables",
    )

    manager.alter_column(
        table_class_name="SalaryRun",
        tablename="salary_run",
        column_name="state",
        db_column_name="state",
        params={
            "choices": Enum(
                "SalaryRunState",
                {
                    "PROPOSED": "PROPOSED",
                    "APPROVED": "APPROVED",
                    "FILED": "FILED",
                    "PAID": "PAID",
                    "CANCELLED": "CANCELLED",
                },
            )
        },
        old_params={
            "choices": Enum(
                "SalaryRunState",
                {
                    "PROPOSED": "PROPOSED",
                    "APPROVED": "APPROVED",
                    "FILED": "FILED",
                    "CANCELLED": "CANCELLED",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="payables",
    )

    return manager
