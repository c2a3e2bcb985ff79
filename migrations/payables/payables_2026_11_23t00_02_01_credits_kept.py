"""What settles a debt in another currency is a payment or a credit note; each says in which currency it is."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:02:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "credits kept"

KEPT = """
ALTER TABLE payables.foreign_settlement
    ADD CONSTRAINT foreign_settlement_by CHECK ((payment IS NULL) <> (credit_note IS NULL));
CREATE INDEX foreign_settlement_credit ON payables.foreign_settlement (credit_note) WHERE credit_note IS NOT NULL;
ALTER TABLE payables.supplier_term
    ADD CONSTRAINT supplier_term_currency CHECK (currency ~ '^[A-Z]{3}$');
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="payables", description=DESCRIPTION)

    async def keep():
        await execute(KEPT)

    manager.add_raw(keep)
    return manager
