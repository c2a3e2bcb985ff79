"""A day up to which purchasing or cash is locked takes no invoice and no payment any more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "areas"


# A draft may lie in a locked month; it cannot be posted into one, and a reversal counts on its own day.
POSTED = """
CREATE FUNCTION payables.keep_purchasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'POSTED' AND (TG_OP = 'INSERT' OR OLD.state <> 'POSTED') THEN
        PERFORM accounting.require_unlocked(NEW.company, 'PURCHASING', NEW.booked_on);
    ELSIF TG_OP = 'UPDATE' AND NEW.state = 'CANCELLED' AND OLD.state = 'POSTED' THEN
        PERFORM accounting.require_unlocked(NEW.company, 'PURCHASING', NEW.cancelled_on);
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_purchasing BEFORE INSERT OR UPDATE ON payables.supplier_invoice
    FOR EACH ROW EXECUTE FUNCTION payables.keep_purchasing()
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def keep():
        await execute(POSTED)
        await execute(TRIGGER)
        await execute("SELECT accounting.keep_area('payables.payment', 'CASH', 'paid_on')")

    manager.add_raw(keep)
    return manager
