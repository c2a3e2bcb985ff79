"""What the database itself promises about approvals: decisions are facts, nobody decides his own, rules are only ended.

`approval.keep_approved` lets a module guard the state of its own document in the same way.
"""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-21T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = (
    "authority_rule", "reporting_line", "department_head", "delegation", "absence", "approval_case", "case_step",
    "case_task",
)  # fmt: skip
FACTS = ("authority_step", "authority_approver", "approval_policy", "delegation_kind", "decision", "passage")
STAYS = ("authority_rule", "delegation", "approval_case", "case_step", "case_task")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="approval", description=DESCRIPTION)

    async def guard() -> None:
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"ALTER TABLE approval.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
            await execute(f"SELECT kernel.guard('approval.{table}', {'true' if table in FACTS else 'false'})")
        for table in STAYS:
            await execute(f"REVOKE DELETE ON approval.{table} FROM erp_app")

    manager.add_raw(guard)
    return manager
