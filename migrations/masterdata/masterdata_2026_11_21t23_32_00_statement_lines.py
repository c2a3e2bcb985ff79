"""Accounts get a place for their line in the statements; the next file fills it."""

from enum import Enum

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-21T23:32:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "statement lines"

LINES = (
    "QUICK_ASSETS",
    "INVENTORIES",
    "OTHER_CURRENT_ASSETS",
    "TANGIBLE_ASSETS",
    "INTANGIBLE_ASSETS",
    "INVESTMENTS",
    "DEFERRED_ASSETS",
    "CURRENT_LIABILITIES",
    "LONG_TERM_LIABILITIES",
    "CAPITAL_STOCK",
    "CAPITAL_SURPLUS",
    "RETAINED_EARNINGS",
    "TREASURY_STOCK",
    "VALUATION_DIFFERENCES",
    "SALES",
    "COST_OF_SALES",
    "SELLING_AND_ADMINISTRATION",
    "NON_OPERATING_INCOME",
    "NON_OPERATING_EXPENSES",
    "EXTRAORDINARY_INCOME",
    "EXTRAORDINARY_LOSSES",
    "INCOME_TAXES",
)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)
    choices = Enum("StatementLine", {name: name for name in LINES})
    manager.add_column(
        table_class_name="Account",
        tablename="account",
        column_name="statement_line",
        db_column_name="statement_line",
        column_class_name="Text",
        column_class=Text,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": choices,
            "db_column_name": None,
            "secret": False,
        },
        schema="masterdata",
    )
    return manager
