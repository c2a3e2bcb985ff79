from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
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


class EInvoice(Table, tablename="e_invoice", schema="einvoicing"):
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


ID = "2026-11-21T00:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="einvoicing", description=DESCRIPTION
    )

    manager.add_table(
        class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        schema="einvoicing",
        columns=None,
    )

    manager.add_table(
        class_name="EInvoiceLine",
        tablename="e_invoice_line",
        schema="einvoicing",
        columns=None,
    )

    manager.add_table(
        class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        schema="einvoicing",
        columns=None,
    )

    manager.add_table(
        class_name="EInvoice",
        tablename="e_invoice",
        schema="einvoicing",
        columns=None,
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        column_name="e_invoice",
        db_column_name="e_invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EInvoice,
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        column_name="category",
        db_column_name="category",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        column_name="rate",
        db_column_name="rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (9, 6),
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        column_name="base",
        db_column_name="base",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceTax",
        tablename="e_invoice_tax",
        column_name="tax",
        db_column_name="tax",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="e_invoice",
        db_column_name="e_invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EInvoice,
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="description",
        db_column_name="description",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="quantity",
        db_column_name="quantity",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="unit",
        db_column_name="unit",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="category",
        db_column_name="category",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="tax_rate",
        db_column_name="tax_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={
            "default": None,
            "digits": (9, 6),
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="supplied_from",
        db_column_name="supplied_from",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="supplied_to",
        db_column_name="supplied_to",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceLine",
        tablename="e_invoice_line",
        column_name="delivery_note",
        db_column_name="delivery_note",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="e_invoice",
        db_column_name="e_invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EInvoice,
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="kind",
        db_column_name="kind",
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
                "EInvoiceFaultKind",
                {
                    "UNKNOWN_SPECIFICATION": "UNKNOWN_SPECIFICATION",
                    "WRONG_TYPE": "WRONG_TYPE",
                    "NUMBER_MISSING": "NUMBER_MISSING",
                    "DATE_MISSING": "DATE_MISSING",
                    "CURRENCY_MISSING": "CURRENCY_MISSING",
                    "LINES_MISSING": "LINES_MISSING",
                    "PERIOD_MISSING": "PERIOD_MISSING",
                    "NAME_MISSING": "NAME_MISSING",
                    "ENDPOINT_MISSING": "ENDPOINT_MISSING",
                    "YEN_TAX_MISSING": "YEN_TAX_MISSING",
                    "T_NUMBER_MISSING": "T_NUMBER_MISSING",
                    "T_NUMBER_WRONG_FORM": "T_NUMBER_WRONG_FORM",
                    "T_NUMBER_NOT_ALLOWED": "T_NUMBER_NOT_ALLOWED",
                    "CATEGORY_MISSING": "CATEGORY_MISSING",
                    "UNKNOWN_CATEGORY": "UNKNOWN_CATEGORY",
                    "PERCENT_MISSING": "PERCENT_MISSING",
                    "PERCENT_NOT_ALLOWED": "PERCENT_NOT_ALLOWED",
                    "WRONG_PERCENT": "WRONG_PERCENT",
                    "NOT_WHOLE_YEN": "NOT_WHOLE_YEN",
                    "AMOUNT_MISSING": "AMOUNT_MISSING",
                    "SUBTOTAL_TWICE": "SUBTOTAL_TWICE",
                    "SUBTOTAL_DIFFERS": "SUBTOTAL_DIFFERS",
                    "SUBTOTAL_MISSING": "SUBTOTAL_MISSING",
                    "TAX_DIFFERS": "TAX_DIFFERS",
                    "TOTALS_MISSING": "TOTALS_MISSING",
                    "TOTAL_DIFFERS": "TOTAL_DIFFERS",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="place",
        db_column_name="place",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="given",
        db_column_name="given",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="expected",
        db_column_name="expected",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="direction",
        db_column_name="direction",
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
                "EInvoiceDirection", {"SENT": "SENT", "RECEIVED": "RECEIVED"}
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="kind",
        db_column_name="kind",
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
                "EInvoiceKind",
                {
                    "STANDARD": "STANDARD",
                    "CREDIT": "CREDIT",
                    "CORRECTED": "CORRECTED",
                    "SUMMARY": "SUMMARY",
                    "SELF_BILLING": "SELF_BILLING",
                    "NON_REGISTERED": "NON_REGISTERED",
                    "CREDIT_NOTE": "CREDIT_NOTE",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
                "EInvoiceState",
                {
                    "WRITTEN": "WRITTEN",
                    "PARKED": "PARKED",
                    "RECEIVED": "RECEIVED",
                    "TAKEN": "TAKEN",
                    "REJECTED": "REJECTED",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="issued_on",
        db_column_name="issued_on",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="due_on",
        db_column_name="due_on",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="supplied_from",
        db_column_name="supplied_from",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="supplied_to",
        db_column_name="supplied_to",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="party",
        db_column_name="party",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="party_name",
        db_column_name="party_name",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="endpoint",
        db_column_name="endpoint",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="t_number",
        db_column_name="t_number",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="corporate_number",
        db_column_name="corporate_number",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="preceding",
        db_column_name="preceding",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="note",
        db_column_name="note",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="subtotal",
        db_column_name="subtotal",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="tax_total",
        db_column_name="tax_total",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="total",
        db_column_name="total",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="payable",
        db_column_name="payable",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="sha256",
        db_column_name="sha256",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="file",
        db_column_name="file",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
        column_name="reason",
        db_column_name="reason",
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
        schema="einvoicing",
    )

    manager.add_column(
        table_class_name="EInvoice",
        tablename="e_invoice",
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
        schema="einvoicing",
    )

    return manager
