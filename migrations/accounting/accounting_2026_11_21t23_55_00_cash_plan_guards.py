"""Plans of money: walls, history and checks; and the tail of the ledger is read off its index by party too."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "cash plan guards"

CHECKS = """
ALTER TABLE accounting.cash_plan ADD CONSTRAINT cash_plan_sound CHECK (
    (amount IS NULL) <> (account IS NULL) AND amount > 0
    AND day_of_month BETWEEN 1 AND 31 AND every_months BETWEEN 1 AND 12 AND ends_on >= starts_on
);
CREATE INDEX cash_plan_company ON accounting.cash_plan (company, starts_on);
"""
# What the roll-up has not seen is read by every report, narrowed to a party or a department by some.
TAIL = """
DROP INDEX accounting.journal_line_tail;
CREATE INDEX journal_line_tail ON accounting.journal_line (company, tx)
    INCLUDE (effective_on, account, currency, debit, credit, party, department);
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def guard():
        await execute("ALTER TABLE accounting.cash_plan ALTER COLUMN id SET DEFAULT uuidv7()")
        await execute("SELECT kernel.guard('accounting.cash_plan', false)")
        await execute(CHECKS)
        await execute(TAIL)

    manager.add_raw(guard)
    return manager
