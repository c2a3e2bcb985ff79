"""Sums that follow the moves, worth by warehouse, and the promise that moves and their entry say the same."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-22T00:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "valuation guards"

FACTS = ("costing_choice", "stock_cost", "stock_cost_line")
SUMS = ("stock_day", "stock_month", "stock_posting")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="inventory", description=DESCRIPTION)

    async def guard() -> None:
        for table in (*FACTS, *SUMS, "cost_layer"):
            await execute(f"ALTER TABLE inventory.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        for table in FACTS:
            await execute(f"SELECT kernel.guard('inventory.{table}', true)")
        for table in (*SUMS, "cost_layer"):
            await execute(f"SELECT kernel.guard('inventory.{table}', false, false)")
        await run_sql(Path(__file__).with_name("valuation.sql"))

    manager.add_raw(guard)
    return manager
