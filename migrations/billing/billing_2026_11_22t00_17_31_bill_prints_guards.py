"""Many bills as one file: counts that fit, and which they are is settled once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:17:31:000000"
VERSION = "1.38.0"
DESCRIPTION = "bill prints guards"

GUARDS = """
ALTER TABLE billing.bill_print ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT bill_print_fits CHECK (total > 0 AND done BETWEEN 0 AND total);
ALTER TABLE billing.bill_print_item ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT bill_print_item_key UNIQUE (batch, place),
    ADD CONSTRAINT bill_print_item_tries CHECK (attempts >= 0);
CREATE INDEX bill_print_open ON billing.bill_print (company, requested_at) WHERE finished_at IS NULL;
CREATE INDEX bill_print_item_bill ON billing.bill_print_item (bill);
SELECT kernel.guard('billing.bill_print');
SELECT kernel.guard('billing.bill_print_item');
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="billing", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(GUARDS)

    manager.add_raw(put_up)
    return manager
