"""What the database promises about templates, schedules, accruals and the end of the year."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "routine and year"

CHANGING = (
    "entry_template",
    "recurring_entry",
    "recurring_occurrence",
    "entry_draft",
    "entry_draft_line",
    "accrual",
    "prepaid_expense",
    "prepaid_month",
    "ledger_setting",
    "tax_method",
    "tax_closing",
    "withholding_payment",
    "opening_balance",
    "carry_forward",
)
FACTS = ("entry_template_version", "entry_template_line", "opening_item")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE accounting.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        await run_sql(Path(__file__).with_name("routine_guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"SELECT kernel.guard('accounting.{table}', {'true' if table in FACTS else 'false'})")
        # Again, for the figures that were added to it.
        await execute("SELECT kernel.guard('accounting.journal_line', true)")

    manager.add_raw(guard)
    return manager
