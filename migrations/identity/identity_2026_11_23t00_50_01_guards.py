"""What the database itself promises about accounts: one person, one account, one name, for ever."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-23T00:50:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = (
    "system",
    "entitlement",
    "access_rule",
    "rule_grant",
    "arrangement",
    "access_request",
    "inventory",
    "account",
    "match_candidate",
    "identity_plan",
    "access_review",
    "review_item",
)
FACTS = ("source_reading", "wish_version", "attempt", "escalation")
# Told by others and told again at any time, or the progress of an order whose versions and tries are facts.
TOLD = (
    "work_desk",
    "holder",
    "holder_post",
    "held_name",
    "inventory_page",
    "account_entitlement",
    "wish",
    "plan_item",
)
KEPT = ("system", "access_rule", "access_request", "inventory", "account", "identity_plan", "access_review", "wish")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def guard() -> None:
        for table in (*CHANGING, *FACTS, *TOLD):
            await execute(f"ALTER TABLE identity.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"SELECT kernel.guard('identity.{table}', {'true' if table in FACTS else 'false'})")
        for table in TOLD:
            await execute(f"SELECT kernel.guard('identity.{table}', false, false)")
        for table in KEPT:
            await execute(f"REVOKE DELETE ON identity.{table} FROM erp_app")

    manager.add_raw(guard)
    return manager
