"""Histories of a person's days, leave and figures are open to nobody else than these rows themselves are."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "walls"

TABLES = (
    "employee", "pattern_use", "day_entry", "work_day", "overtime_notice", "leave_grant", "leave_taking",
    "pay_amount", "payroll_line", "payroll_difference",
)  # fmt: skip
WALL = """
CREATE FUNCTION attendance.may_see_{table}(asked uuid, actor uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM attendance.{table} r
                   WHERE r.id = asked AND attendance.may_see_person(r.person, r.company, actor))
$$
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="attendance", description=DESCRIPTION)

    async def put_up() -> None:
        for table in TABLES:
            await execute(WALL.format(table=table))
            await execute(
                "INSERT INTO kernel.wall (what, asks)"
                f" VALUES ('attendance.{table}', 'attendance.may_see_{table}')"
            )

    manager.add_raw(put_up)
    return manager
