"""What the database promises about the calendar, and which day a bank is open, for reports and other modules."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:12:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "calendar"

PROMISES = """
ALTER TABLE masterdata.holiday ADD CONSTRAINT holiday_day_key UNIQUE (day);
CREATE UNIQUE INDEX closed_day_once ON masterdata.closed_day (company, day) WHERE is_active;

CREATE FUNCTION masterdata.is_bank_day(on_day date) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT extract(isodow FROM on_day) < 6
       AND to_char(on_day, 'MM-DD') NOT IN ('12-31', '01-01', '01-02', '01-03')
       AND NOT EXISTS (SELECT FROM masterdata.holiday h WHERE h.day = on_day)
$$;
-- The day itself when the banks are open, else the nearest open day in the direction agreed: NONE, BEFORE, AFTER.
CREATE FUNCTION masterdata.bank_day(on_day date, shift text) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN shift = 'NONE' THEN on_day ELSE (
        SELECT looked.day
          FROM (SELECT on_day + CASE WHEN shift = 'BEFORE' THEN -away ELSE away END AS day, away
                  FROM generate_series(0, 31) AS away) looked
         WHERE masterdata.is_bank_day(looked.day) ORDER BY looked.away LIMIT 1) END
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        for table in ("holiday", "closed_day"):
            await execute(f"ALTER TABLE masterdata.{table} ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute(PROMISES)
        await execute("SELECT kernel.guard('masterdata.holiday', insert_only => true)")
        await execute("SELECT kernel.guard('masterdata.closed_day')")
        await execute("REVOKE DELETE ON masterdata.closed_day FROM erp_app")

    manager.add_raw(put_up)
    return manager
