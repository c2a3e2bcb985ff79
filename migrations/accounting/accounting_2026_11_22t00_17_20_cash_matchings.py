"""The lock of cash keeps matchings of money; a credit note set against its invoice moves none."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:17:20:000000"
VERSION = "1.38.0"
DESCRIPTION = "cash matchings"

KEPT = """
CREATE FUNCTION accounting.keep_matched_cash() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given accounting.matching;
BEGIN
    FOREACH given IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD]
                                      ELSE ARRAY[OLD, NEW] END
    LOOP
        IF NOT EXISTS (SELECT FROM accounting.open_item i WHERE i.id = given.credit AND i.kind = 'CREDIT') THEN
            PERFORM accounting.require_unlocked(given.company, 'CASH', given.matched_on);
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_area BEFORE INSERT OR UPDATE OR DELETE ON accounting.matching
    FOR EACH ROW EXECUTE FUNCTION accounting.keep_matched_cash()
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def keep() -> None:
        await execute(KEPT)
        await execute("DROP TRIGGER keep_area ON accounting.matching")
        await execute(TRIGGER)

    manager.add_raw(keep)
    return manager
