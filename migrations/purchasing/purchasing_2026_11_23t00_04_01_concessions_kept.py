"""A concession is for something accepted, and what it takes off is billed once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:04:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "concessions kept"

KEPT = """
ALTER TABLE purchasing.inspection_line ADD CONSTRAINT inspection_line_conceded
    CHECK ((unit_price IS NULL OR (concession IS NOT NULL AND unit_price >= 0 AND unit_price <> 'NaN'))
           AND (concession IS NULL OR accepted > 0));
ALTER TABLE purchasing.purchase_order_line ADD CONSTRAINT allowance_within_conceded
    CHECK (allowance >= 0 AND allowance <> 'NaN' AND allowance_billed >= 0 AND allowance_billed <= allowance);
ALTER TABLE purchasing.purchase_bill_line ADD CONSTRAINT purchase_bill_line_allowance CHECK (allowance >= 0);
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="purchasing", description=DESCRIPTION)

    async def keep():
        await execute(KEPT)

    manager.add_raw(keep)
    return manager
