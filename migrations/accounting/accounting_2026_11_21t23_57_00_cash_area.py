"""While cash is locked nothing moves an account of ours at a bank, whichever document writes the entry."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:57:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "cash area"

# Asked once per statement, not per line: an import of a year writes many lines at once.
KEPT = """
CREATE FUNCTION accounting.keep_cash() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved record;
BEGIN
    FOR moved IN
        SELECT DISTINCT l.company, l.effective_on FROM added l
          JOIN accounting.bank_account b ON b.company = l.company AND b.account = l.account
    LOOP
        PERFORM accounting.require_unlocked(moved.company, 'CASH', moved.effective_on);
    END LOOP;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_cash AFTER INSERT ON accounting.journal_line
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting.keep_cash()
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def keep():
        await execute(KEPT)
        await execute(TRIGGER)

    manager.add_raw(keep)
    return manager
