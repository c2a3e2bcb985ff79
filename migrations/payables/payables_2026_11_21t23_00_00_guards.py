"""What the database itself promises about what we owe and pay.

An invoice of a supplier is there once; its amounts add up; a posted one keeps them; a run has one line for an
invoice and one transfer for a supplier; nobody approves twice; payments are facts.
"""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = (
    "payables_setting",
    "supplier_term",
    "supplier_invoice",
    "supplier_invoice_line",
    "supplier_invoice_tax",
    "supplier_account",
    "transfer_account",
    "payment_run",
    "payment_run_line",
    "payment_run_transfer",
    "salary_run",
    "salary_run_line",
)
FACTS = ("payment_approval", "payment")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def guard():
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE payables.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('payables.{table}', {'true' if table in FACTS else 'false'})")

    manager.add_raw(guard)
    return manager
