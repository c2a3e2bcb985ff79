"""What the database itself promises about the books, to every writer, the SQL console included.

An entry balances in each currency when its transaction ends, and nothing is added to it afterwards; a closed month
takes no entry; an open item never has less than nothing or more than all of it open; facts are only ever added.
"""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = ("fiscal_year", "period", "posting_account", "bank_account", "open_item")
FACTS = ("journal_entry", "journal_line", "invoice", "invoice_line", "invoice_tax", "receipt", "matching")
# Sums that can be made again from the lines at any time: kept apart by company, without a history of their own.
SUMS = ("account_month", "account_day", "roll_up_mark")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS + SUMS:
            await execute(f"ALTER TABLE accounting.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        for table in CHANGING + FACTS:
            await execute(f"SELECT kernel.guard('accounting.{table}', {'true' if table in FACTS else 'false'})")
        for table in SUMS:
            await execute(f"SELECT kernel.guard('accounting.{table}', false, false)")

    manager.add_raw(guard)
    return manager
