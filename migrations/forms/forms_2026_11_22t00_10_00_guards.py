"""What the database itself promises about forms, to every writer: who sees what, and what never changes."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute, run_sql

ID = "2026-11-22T00:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "guards"

CHANGING = (
    "form",
    "form_version",
    "form_field",
    "form_choice",
    "form_effect",
    "form_alert",
    "form_access",
    "request",
    "register_record",
    "register_import",
    "task",
)
FACTS = ("request_outcome", "alert")
KEPT = ("form", "form_version", "request", "register_record", "register_import", "task")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="forms", description=DESCRIPTION)

    async def guard() -> None:
        for table in (*CHANGING, *FACTS, "field_value"):
            await execute(f"ALTER TABLE forms.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        await run_sql(Path(__file__).with_name("guards.sql"))
        for table in CHANGING + FACTS:
            await execute(f"SELECT kernel.guard('forms.{table}', {'true' if table in FACTS else 'false'})")
        # Made from the values of its record, whose history tells each change.
        await execute("SELECT kernel.guard('forms.field_value', false, false)")
        for table in KEPT:
            await execute(f"REVOKE DELETE ON forms.{table} FROM erp_app")

    manager.add_raw(guard)
    return manager
