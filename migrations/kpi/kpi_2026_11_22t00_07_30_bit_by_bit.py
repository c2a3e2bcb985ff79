"""A long history of audit rows is read bit by bit: no statement takes longer than a statement may."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import run_sql

ID = "2026-11-22T00:07:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "bit by bit"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="kpi", description=DESCRIPTION)

    async def replace() -> None:
        await run_sql(Path(__file__).with_name("bit_by_bit.sql"))

    manager.add_raw(replace)
    return manager
