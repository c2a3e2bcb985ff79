"""A number is one customer's at a time; whose share was what is a fact."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:12:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "payers kept"

PROMISES = """
ALTER TABLE banking.virtual_account ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT virtual_account_fits CHECK (branch_code ~ '^[0-9]{3}$' AND account_number ~ '^[0-9]{7}$'
        AND is_active = (retired_at IS NULL) AND is_active = (reason IS NULL));
CREATE UNIQUE INDEX virtual_account_once ON banking.virtual_account (company, branch_code, account_number) WHERE is_active;
CREATE INDEX virtual_account_customer ON banking.virtual_account (customer);
ALTER TABLE banking.paid_for ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT paid_for_another CHECK (payer <> customer AND is_active = (ended_at IS NULL));
CREATE UNIQUE INDEX paid_for_once ON banking.paid_for (company, payer, customer) WHERE is_active;
CREATE INDEX paid_for_customer ON banking.paid_for (customer);
ALTER TABLE banking.match_share ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT match_share_line UNIQUE (statement_match, line_no),
    ADD CONSTRAINT match_share_positive CHECK (amount > 0 AND amount <> 'NaN');
CREATE INDEX match_share_customer ON banking.match_share (customer);
SELECT kernel.guard('banking.virtual_account', false);
SELECT kernel.guard('banking.paid_for', false);
SELECT kernel.guard('banking.match_share', true);
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="banking", description=DESCRIPTION)

    async def guard():
        await execute(PROMISES)

    manager.add_raw(guard)
    return manager
