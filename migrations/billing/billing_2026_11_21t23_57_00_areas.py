"""While sales are locked no sale is booked that waits for its bill, and no bill is made or taken back."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:57:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "areas"

# What was supplied in a locked month may still go onto a later bill: only the sale itself is kept.
SUPPLIED = """
CREATE FUNCTION billing.keep_sales() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM accounting.require_unlocked(NEW.company, 'SALES', NEW.supplied_on);
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_sales BEFORE INSERT ON billing.supply
    FOR EACH ROW EXECUTE FUNCTION billing.keep_sales()
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)

    async def keep():
        await execute(SUPPLIED)
        await execute(TRIGGER)
        await execute("SELECT accounting.keep_area('billing.closing_bill', 'SALES', 'closing_on')")

    manager.add_raw(keep)
    return manager
