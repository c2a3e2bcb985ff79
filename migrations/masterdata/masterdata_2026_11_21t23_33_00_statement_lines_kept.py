"""Every account gets its line in the statements, by its code as new ones do, and is never without one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Text

from erp.kernel.migrating import execute

ID = "2026-11-21T23:33:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "statement lines kept"


LINES = {
    "QUICK_ASSETS": ("ASSET", "1100", "1299"),
    "INVENTORIES": ("ASSET", "1300", "1399"),
    "OTHER_CURRENT_ASSETS": ("ASSET", "1400", "1499"),
    "TANGIBLE_ASSETS": ("ASSET", "1500", "1599"),
    "INTANGIBLE_ASSETS": ("ASSET", "1600", "1699"),
    "INVESTMENTS": ("ASSET", "1700", "1799"),
    "DEFERRED_ASSETS": ("ASSET", "1800", "1899"),
    "CURRENT_LIABILITIES": ("LIABILITY", "2100", "2399"),
    "LONG_TERM_LIABILITIES": ("LIABILITY", "2400", "2999"),
    "CAPITAL_STOCK": ("EQUITY", "3110", "3119"),
    "CAPITAL_SURPLUS": ("EQUITY", "3120", "3129"),
    "RETAINED_EARNINGS": ("EQUITY", "3130", "3159"),
    "TREASURY_STOCK": ("EQUITY", "3160", "3169"),
    "VALUATION_DIFFERENCES": ("EQUITY", "3200", "3299"),
    "SALES": ("REVENUE", "4000", "4999"),
    "NON_OPERATING_INCOME": ("REVENUE", "7000", "7999"),
    "EXTRAORDINARY_INCOME": ("REVENUE", "8000", "8999"),
    "COST_OF_SALES": ("EXPENSE", "5000", "5999"),
    "SELLING_AND_ADMINISTRATION": ("EXPENSE", "6000", "6999"),
    "NON_OPERATING_EXPENSES": ("EXPENSE", "7000", "7999"),
    "EXTRAORDINARY_LOSSES": ("EXPENSE", "8000", "8999"),
    "INCOME_TAXES": ("EXPENSE", "9000", "9999"),
}
OTHERWISE = {
    "ASSET": "OTHER_CURRENT_ASSETS",
    "LIABILITY": "CURRENT_LIABILITIES",
    "EQUITY": "RETAINED_EARNINGS",
    "REVENUE": "NON_OPERATING_INCOME",
    "EXPENSE": "SELLING_AND_ADMINISTRATION",
}


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)
    manager.alter_column(
        table_class_name="Account",
        tablename="account",
        column_name="statement_line",
        db_column_name="statement_line",
        params={"null": False},
        old_params={"null": True},
        column_class=Text,
        old_column_class=Text,
        schema="masterdata",
    )
    async def fill():
        ranges = " ".join(
            f"WHEN kind = '{kind}' AND left(code, 4) COLLATE \"C\" BETWEEN '{first}' AND '{last}' THEN '{line}'"
            for line, (kind, first, last) in LINES.items()
        )
        rest = " ".join(f"WHEN '{kind}' THEN '{line}'" for kind, line in OTHERWISE.items())
        suiting = [(kind, line) for line, (kind, *_) in LINES.items()]
        suits = " OR ".join(f"(kind = '{kind}' AND statement_line = '{line}')" for kind, line in suiting)
        await execute(f"UPDATE masterdata.account SET statement_line = CASE {ranges} ELSE CASE kind {rest} END END")
        await execute(f"ALTER TABLE masterdata.account ADD CONSTRAINT statement_line_of_its_kind CHECK ({suits})")

    manager.add_raw(fill)
    return manager
