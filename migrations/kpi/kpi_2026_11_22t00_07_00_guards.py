"""Process figures: walls, keys, the roll-up that reads the audit, and how a case is told from its transitions."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-22T00:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kpi", description=DESCRIPTION)

    async def guard() -> None:
        for table in ("process_definition", "process_minutes", "transition", "subject", "roll_up_mark"):
            await execute(f"ALTER TABLE kpi.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        for table in ("process_definition", "process_minutes"):
            await execute(f"SELECT kernel.guard('kpi.{table}', true)")
        # Made from the audit: an audit of these would be the audit of the audit.
        for table in ("transition", "subject", "roll_up_mark"):
            await execute(f"SELECT kernel.guard('kpi.{table}', false, false)")
        await run_sql(Path(__file__).with_name("guards.sql"))

    manager.add_raw(guard)
    return manager
