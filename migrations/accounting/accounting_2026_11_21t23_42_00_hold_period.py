"""Holding a month open and reading its state in one round trip; every document that posts does it.

Each statement of a volatile function sees what was committed before it began, so the state that is read after the
lock is that of the moment the lock was given.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:42:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "hold period"

HOLD = """
CREATE FUNCTION accounting.hold_period(of_company uuid, on_day date, month_lock bigint)
RETURNS TABLE (state text, ends_on date, next_open date) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(month_lock);
    RETURN QUERY
        SELECT p.state::text, p.ends_on,
               (SELECT min(n.starts_on) FROM accounting.period n
                 WHERE n.company = p.company AND n.starts_on > p.ends_on AND n.state = 'OPEN')
          FROM accounting.period p
         WHERE p.company = of_company AND p.starts_on <= on_day AND p.ends_on >= on_day;
END $$;
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await execute(HOLD)

    manager.add_raw(guard)
    return manager
