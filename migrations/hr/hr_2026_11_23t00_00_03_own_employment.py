"""A leave and a project belong to the employment in which they began: whoever comes back begins anew."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute
from migrations.hr.hr_2026_11_23t00_00_02_people import people

ID = "2026-11-23T00:00:03:000000"
VERSION = "1.38.0"
DESCRIPTION = "own employment"

REPLACED = (
    ("CREATE FUNCTION hr.people", "CREATE OR REPLACE FUNCTION hr.people"),
    ("SELECT l.person FROM hr.long_leave l", "SELECT l.employment FROM hr.long_leave l"),
    ("LEFT JOIN away w ON w.person = p.id", "LEFT JOIN away w ON w.employment = h.id"),
    ("w.person IS NOT NULL", "w.employment IS NOT NULL"),
    (
        "FROM hr.project_member m\n        WHERE",
        "FROM hr.project_member m JOIN held b ON b.person = m.person AND m.valid_from >= b.starts_on\n        WHERE",
    ),
)
OVERLAP = """
CREATE OR REPLACE FUNCTION hr.refuse_second_long_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM hr.person WHERE id = new.person FOR UPDATE;
    IF EXISTS (SELECT FROM hr.long_leave l WHERE l.employment = new.employment
               AND l.id <> new.id AND hr.days(l.valid_from, l.valid_to)
                   && hr.days(new.valid_from, new.valid_to)) THEN
        RAISE EXCEPTION 'two leaves at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'long_leave_overlap';
    END IF;
    RETURN new;
END $$
"""


def replaced(sql: str) -> str:
    """The function as it was, with the joins that bind leaves and projects to their employment."""
    for old, new in REPLACED:
        if old not in sql:
            raise RuntimeError(f"hr.people is not what it was: {old}")
        sql = sql.replace(old, new)
    return sql


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="hr", description=DESCRIPTION)

    async def bind() -> None:
        for name, some in (("people", False), ("people_among", True)):
            await execute(replaced(people(name, some)))
        await execute(OVERLAP)

    manager.add_raw(bind)
    return manager
