"""What the database itself promises about evidence, to every writer, the SQL console included.

What came in stays as it came; nothing is deleted, and nothing is destroyed before its retention has ended.
"""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = ("evidence", "evidence_bundle", "integrity_check")
FACTS = ("evidence_link", "evidence_correction")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="evidence", description=DESCRIPTION)

    async def guard() -> None:
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE evidence.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('evidence.{table}', {'true' if table in FACTS else 'false'})")
        for table in CHANGING:
            await execute(f"REVOKE DELETE ON evidence.{table} FROM erp_app")

    manager.add_raw(guard)
    return manager
