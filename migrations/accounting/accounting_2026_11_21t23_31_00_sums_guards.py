"""Sums by department and by party: walls, keys, the roll-up that keeps them, and the indexes of ledger pages."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:31:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "sums guards"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        for table in ("department_month", "party_month"):
            await execute(f"ALTER TABLE accounting.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('accounting.{table}', false, false)")
        await run_sql(Path(__file__).with_name("sums.sql"))

    manager.add_raw(guard)
    return manager
