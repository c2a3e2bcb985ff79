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


class Department(Table, tablename="department", schema="masterdata"):
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


class EntryDraft(Table, tablename="entry_draft", schema="accounting"):
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


class EntryTemplate(Table, tablename="entry_template", schema="accounting"):
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


class EntryTemplateVersion(
    Table, tablename="entry_template_version", schema="accounting"
):
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


class FiscalYear(Table, tablename="fiscal_year", schema="accounting"):
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


class JournalEntry(Table, tablename="journal_entry", schema="accounting"):
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


class OpeningBalance(Table, tablename="opening_balance", schema="accounting"):
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


class PrepaidExpense(Table, tablename="prepaid_expense", schema="accounting"):
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


class RecurringEntry(Table, tablename="recurring_entry", schema="accounting"):
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


class TaxCode(Table, tablename="tax_code", schema="masterdata"):
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


ID = "2026-11-21T13:08:11:006512"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="accounting", description=DESCRIPTION
    )

    manager.add_table(
        class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="EntryTemplateLine",
        tablename="entry_template_line",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="EntryTemplateVersion",
        tablename="entry_template_version",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="OpeningItem",
        tablename="opening_item",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="EntryDraft",
        tablename="entry_draft",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="OpeningBalance",
        tablename="opening_balance",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="WithholdingPayment",
        tablename="withholding_payment",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="CarryForward",
        tablename="carry_forward",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="TaxMethod",
        tablename="tax_method",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="EntryDraftLine",
        tablename="entry_draft_line",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="EntryTemplate",
        tablename="entry_template",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="LedgerSetting",
        tablename="ledger_setting",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="Accrual",
        tablename="accrual",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="RecurringEntry",
        tablename="recurring_entry",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="PrepaidExpense",
        tablename="prepaid_expense",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="TaxClosing",
        tablename="tax_closing",
        schema="accounting",
        columns=None,
    )

    manager.add_table(
        class_name="PrepaidMonth",
        tablename="prepaid_month",
        schema="accounting",
        columns=None,
    )

    manager.add_column(
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="recurring",
        db_column_name="recurring",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": RecurringEntry,
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="due_on",
        db_column_name="due_on",
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
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
                "OccurrenceState",
                {
                    "REFUSED": "REFUSED",
                    "DRAFTED": "DRAFTED",
                    "POSTED": "POSTED",
                    "SKIPPED": "SKIPPED",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="draft",
        db_column_name="draft",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryDraft,
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
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="refusal",
        db_column_name="refusal",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringOccurrence",
        tablename="recurring_occurrence",
        column_name="tried_at",
        db_column_name="tried_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="version",
        db_column_name="version",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryTemplateVersion,
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="account",
        db_column_name="account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="side",
        db_column_name="side",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum("Side", {"DEBIT": "DEBIT", "CREDIT": "CREDIT"}),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="amount_kind",
        db_column_name="amount_kind",
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
                "AmountKind",
                {
                    "FIXED": "FIXED",
                    "ASKED": "ASKED",
                    "SHARE": "SHARE",
                    "TAX": "TAX",
                    "NET": "NET",
                    "REST": "REST",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="value",
        db_column_name="value",
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="tax_code",
        db_column_name="tax_code",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": TaxCode,
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="tax_entry",
        db_column_name="tax_entry",
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
                "TaxEntry",
                {
                    "AS_IS": "AS_IS",
                    "INCLUDED": "INCLUDED",
                    "EXCLUDED": "EXCLUDED",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="department",
        db_column_name="department",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Department,
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="asks_party",
        db_column_name="asks_party",
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
        table_class_name="EntryTemplateLine",
        tablename="entry_template_line",
        column_name="memo",
        db_column_name="memo",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
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
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
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
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
        column_name="template",
        db_column_name="template",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryTemplate,
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
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
        column_name="version",
        db_column_name="version",
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
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
        column_name="written_by",
        db_column_name="written_by",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplateVersion",
        tablename="entry_template_version",
        column_name="written_at",
        db_column_name="written_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        table_class_name="OpeningItem",
        tablename="opening_item",
        column_name="opening",
        db_column_name="opening",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": OpeningBalance,
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
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningItem",
        tablename="opening_item",
        column_name="due_on",
        db_column_name="due_on",
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
        table_class_name="OpeningItem",
        tablename="opening_item",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningItem",
        tablename="opening_item",
        column_name="is_reverse",
        db_column_name="is_reverse",
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
        table_class_name="EntryDraft",
        tablename="entry_draft",
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
        table_class_name="EntryDraft",
        tablename="entry_draft",
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
        table_class_name="EntryDraft",
        tablename="entry_draft",
        column_name="effective_on",
        db_column_name="effective_on",
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
        table_class_name="EntryDraft",
        tablename="entry_draft",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraft",
        tablename="entry_draft",
        column_name="template_version",
        db_column_name="template_version",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryTemplateVersion,
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
        table_class_name="EntryDraft",
        tablename="entry_draft",
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
                "EntryDraftState",
                {"DRAFT": "DRAFT", "POSTED": "POSTED", "DISCARDED": "DISCARDED"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraft",
        tablename="entry_draft",
        column_name="drafted_by",
        db_column_name="drafted_by",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraft",
        tablename="entry_draft",
        column_name="drafted_at",
        db_column_name="drafted_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraft",
        tablename="entry_draft",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
        column_name="entered_by",
        db_column_name="entered_by",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningBalance",
        tablename="opening_balance",
        column_name="entered_at",
        db_column_name="entered_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="OpeningBalance",
        tablename="opening_balance",
        column_name="undone_by",
        db_column_name="undone_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="OpeningBalance",
        tablename="opening_balance",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="from_day",
        db_column_name="from_day",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="to_day",
        db_column_name="to_day",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="due_on",
        db_column_name="due_on",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="paid_on",
        db_column_name="paid_on",
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="WithholdingPayment",
        tablename="withholding_payment",
        column_name="undone_by",
        db_column_name="undone_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="CarryForward",
        tablename="carry_forward",
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
        table_class_name="CarryForward",
        tablename="carry_forward",
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
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="fiscal_year",
        db_column_name="fiscal_year",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": FiscalYear,
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
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="profit",
        db_column_name="profit",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="retained_account",
        db_column_name="retained_account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="carried_by",
        db_column_name="carried_by",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="carried_at",
        db_column_name="carried_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="CarryForward",
        tablename="carry_forward",
        column_name="undone_by",
        db_column_name="undone_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="TaxMethod",
        tablename="tax_method",
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
        table_class_name="TaxMethod",
        tablename="tax_method",
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
        table_class_name="TaxMethod",
        tablename="tax_method",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxMethod",
        tablename="tax_method",
        column_name="scheme",
        db_column_name="scheme",
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
                "TaxScheme",
                {
                    "GENERAL": "GENERAL",
                    "SIMPLIFIED": "SIMPLIFIED",
                    "EXEMPT": "EXEMPT",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxMethod",
        tablename="tax_method",
        column_name="business_type",
        db_column_name="business_type",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxMethod",
        tablename="tax_method",
        column_name="output_basis",
        db_column_name="output_basis",
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
                "TaxBasis",
                {"RECALCULATED": "RECALCULATED", "ADDED_UP": "ADDED_UP"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxMethod",
        tablename="tax_method",
        column_name="input_basis",
        db_column_name="input_basis",
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
                "TaxBasis",
                {"RECALCULATED": "RECALCULATED", "ADDED_UP": "ADDED_UP"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxMethod",
        tablename="tax_method",
        column_name="allocation",
        db_column_name="allocation",
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
                "Allocation",
                {"INDIVIDUAL": "INDIVIDUAL", "PROPORTIONAL": "PROPORTIONAL"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="draft",
        db_column_name="draft",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryDraft,
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="account",
        db_column_name="account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="side",
        db_column_name="side",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum("Side", {"DEBIT": "DEBIT", "CREDIT": "CREDIT"}),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="tax_code",
        db_column_name="tax_code",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": TaxCode,
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="tax_entry",
        db_column_name="tax_entry",
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
                "TaxEntry",
                {
                    "AS_IS": "AS_IS",
                    "INCLUDED": "INCLUDED",
                    "EXCLUDED": "EXCLUDED",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="department",
        db_column_name="department",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Department,
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
        table_class_name="EntryDraftLine",
        tablename="entry_draft_line",
        column_name="memo",
        db_column_name="memo",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplate",
        tablename="entry_template",
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
        table_class_name="EntryTemplate",
        tablename="entry_template",
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
        table_class_name="EntryTemplate",
        tablename="entry_template",
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
        table_class_name="EntryTemplate",
        tablename="entry_template",
        column_name="version",
        db_column_name="version",
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
        table_class_name="EntryTemplate",
        tablename="entry_template",
        column_name="is_active",
        db_column_name="is_active",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplate",
        tablename="entry_template",
        column_name="owner",
        db_column_name="owner",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="EntryTemplate",
        tablename="entry_template",
        column_name="review_on",
        db_column_name="review_on",
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

    manager.add_column(
        table_class_name="LedgerSetting",
        tablename="ledger_setting",
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
        table_class_name="LedgerSetting",
        tablename="ledger_setting",
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
            "unique": True,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="LedgerSetting",
        tablename="ledger_setting",
        column_name="drafts_need_second_person",
        db_column_name="drafts_need_second_person",
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
        table_class_name="LedgerSetting",
        tablename="ledger_setting",
        column_name="withholding_half_yearly",
        db_column_name="withholding_half_yearly",
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
        table_class_name="Accrual",
        tablename="accrual",
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
        table_class_name="Accrual",
        tablename="accrual",
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
        table_class_name="Accrual",
        tablename="accrual",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="Accrual",
        tablename="accrual",
        column_name="reverse_on",
        db_column_name="reverse_on",
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
        table_class_name="Accrual",
        tablename="accrual",
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
                "AccrualState", {"WAITING": "WAITING", "REVERSED": "REVERSED"}
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="Accrual",
        tablename="accrual",
        column_name="reversal",
        db_column_name="reversal",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="Accrual",
        tablename="accrual",
        column_name="refusal",
        db_column_name="refusal",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="template",
        db_column_name="template",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": EntryTemplate,
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="department",
        db_column_name="department",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Department,
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="rhythm",
        db_column_name="rhythm",
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
                "Rhythm",
                {
                    "MONTHLY_ON_DAY": "MONTHLY_ON_DAY",
                    "MONTH_END": "MONTH_END",
                    "YEARLY": "YEARLY",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="day_of_month",
        db_column_name="day_of_month",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="month",
        db_column_name="month",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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

    manager.add_column(
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="runs_from",
        db_column_name="runs_from",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
        column_name="posts",
        db_column_name="posts",
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
        table_class_name="RecurringEntry",
        tablename="recurring_entry",
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
                "RecurringState",
                {"ACTIVE": "ACTIVE", "PAUSED": "PAUSED", "ENDED": "ENDED"},
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="months",
        db_column_name="months",
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="first_month",
        db_column_name="first_month",
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="prepaid_account",
        db_column_name="prepaid_account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="expense_account",
        db_column_name="expense_account",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Account,
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="department",
        db_column_name="department",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": Department,
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="PrepaidExpense",
        tablename="prepaid_expense",
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
                "PrepaidState", {"RUNNING": "RUNNING", "DONE": "DONE"}
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
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
        table_class_name="TaxClosing",
        tablename="tax_closing",
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
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="from_day",
        db_column_name="from_day",
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
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="to_day",
        db_column_name="to_day",
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
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="output_tax",
        db_column_name="output_tax",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="input_tax",
        db_column_name="input_tax",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="difference",
        db_column_name="difference",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="closed_by",
        db_column_name="closed_by",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="closed_at",
        db_column_name="closed_at",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="TaxClosing",
        tablename="tax_closing",
        column_name="undone_by",
        db_column_name="undone_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
        column_name="prepaid",
        db_column_name="prepaid",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": PrepaidExpense,
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
        column_name="effective_on",
        db_column_name="effective_on",
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
        column_name="entry",
        db_column_name="entry",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": JournalEntry,
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
        table_class_name="PrepaidMonth",
        tablename="prepaid_month",
        column_name="refusal",
        db_column_name="refusal",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="FiscalYear",
        tablename="fiscal_year",
        column_name="bookkeeping",
        db_column_name="bookkeeping",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "TAX_EXCLUSIVE",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "Bookkeeping",
                {
                    "TAX_EXCLUSIVE": "TAX_EXCLUSIVE",
                    "TAX_INCLUSIVE": "TAX_INCLUSIVE",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="JournalEntry",
        tablename="journal_entry",
        column_name="kind",
        db_column_name="kind",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": "ORDINARY",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": Enum(
                "EntryKind",
                {
                    "ORDINARY": "ORDINARY",
                    "OPENING": "OPENING",
                    "TAX_CLOSING": "TAX_CLOSING",
                    "CARRY_FORWARD": "CARRY_FORWARD",
                },
            ),
            "db_column_name": None,
            "secret": False,
        },
        schema="accounting",
    )

    manager.add_column(
        table_class_name="JournalEntry",
        tablename="journal_entry",
        column_name="template_version",
        db_column_name="template_version",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="JournalLine",
        tablename="journal_line",
        column_name="creditable_share",
        db_column_name="creditable_share",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="JournalLine",
        tablename="journal_line",
        column_name="tax_amount",
        db_column_name="tax_amount",
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
        table_class_name="JournalLine",
        tablename="journal_line",
        column_name="tax_base",
        db_column_name="tax_base",
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
        table_class_name="JournalLine",
        tablename="journal_line",
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
        schema="accounting",
    )

    manager.add_column(
        table_class_name="JournalLine",
        tablename="journal_line",
        column_name="tax_use",
        db_column_name="tax_use",
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
                "TaxUse",
                {
                    "TAXABLE_SALES": "TAXABLE_SALES",
                    "NON_TAXABLE_SALES": "NON_TAXABLE_SALES",
                    "COMMON": "COMMON",
                },
            ),
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
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="accounting",
    )

    return manager
