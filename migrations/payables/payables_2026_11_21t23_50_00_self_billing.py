from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import JSONB
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


ID = "2026-11-21T23:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "self billing"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="payables", description=DESCRIPTION
    )

    manager.add_table(
        class_name="SelfBilling",
        tablename="self_billing",
        schema="payables",
        columns=None,
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
                "SelfBillingState",
                {
                    "ISSUED": "ISSUED",
                    "UNOPPOSED": "UNOPPOSED",
                    "CONFIRMED": "CONFIRMED",
                    "DISPUTED": "DISPUTED",
                    "CANCELLED": "CANCELLED",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="supplied_from",
        db_column_name="supplied_from",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="supplied_to",
        db_column_name="supplied_to",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="said",
        db_column_name="said",
        column_class_name="JSONB",
        column_class=JSONB,
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="no_objection_days",
        db_column_name="no_objection_days",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="silent_from",
        db_column_name="silent_from",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="issued_by",
        db_column_name="issued_by",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="issued_at",
        db_column_name="issued_at",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="answered_on",
        db_column_name="answered_on",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="answered_by",
        db_column_name="answered_by",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="channel",
        db_column_name="channel",
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
                "ConfirmationChannel",
                {
                    "MAIL": "MAIL",
                    "PAPER": "PAPER",
                    "FAX": "FAX",
                    "PHONE": "PHONE",
                    "SYSTEM": "SYSTEM",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="answer_note",
        db_column_name="answer_note",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="recorded_by",
        db_column_name="recorded_by",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="recorded_at",
        db_column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
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
        table_class_name="SelfBilling",
        tablename="self_billing",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="sha256",
        db_column_name="sha256",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="template_version",
        db_column_name="template_version",
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="rendered_at",
        db_column_name="rendered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
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
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="attempts",
        db_column_name="attempts",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SelfBilling",
        tablename="self_billing",
        column_name="held_until",
        db_column_name="held_until",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
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
        table_class_name="SupplierTerm",
        tablename="supplier_term",
        column_name="no_objection_days",
        db_column_name="no_objection_days",
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
        schema="payables",
    )

    manager.add_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="is_self_billed",
        db_column_name="is_self_billed",
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

    manager.alter_column(
        table_class_name="SupplierInvoice",
        tablename="supplier_invoice",
        column_name="registration",
        db_column_name="registration",
        params={
            "choices": Enum(
                "RegistrationState",
                {
                    "REGISTERED": "REGISTERED",
                    "UNVERIFIED": "UNVERIFIED",
                    "NOT_REGISTERED": "NOT_REGISTERED",
                },
            )
        },
        old_params={
            "choices": Enum(
                "SupplierRegistration",
                {
                    "REGISTERED": "REGISTERED",
                    "NOT_REGISTERED": "NOT_REGISTERED",
                    "UNVERIFIED": "UNVERIFIED",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="payables",
    )

    return manager
