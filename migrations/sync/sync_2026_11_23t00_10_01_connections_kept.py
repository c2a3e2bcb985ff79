"""What the database itself promises about connections: secrets are encrypted, budgets shared, calls never rewritten."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-23T00:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "connections kept"

TOLD = ("connection", "connection_secret", "connection_token", "consent_request")
# What changes with every call tells its own story, or none that anybody needs.
COUNTED = ("call_budget", "call_slot", "sync_run", "call_attempt", "hook_delivery")
STAYS = ("connection", "call_budget", "sync_run", "hook_delivery", "consent_request")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="sync", description=DESCRIPTION)

    async def guard() -> None:
        await run_sql(Path(__file__).with_name("connections.sql"))
        for table in TOLD + COUNTED:
            audited = "true" if table in TOLD else "false"
            await execute(f"ALTER TABLE sync.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('sync.{table}', audited => {audited})")
        for table in STAYS:
            await execute(f"REVOKE DELETE ON sync.{table} FROM erp_app")
        await execute("REVOKE UPDATE, DELETE ON sync.call_attempt FROM erp_app")
        await execute(
            "CREATE TRIGGER refuse_change BEFORE UPDATE ON sync.call_attempt "
            "FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse()"
        )

    manager.add_raw(guard)
    return manager
