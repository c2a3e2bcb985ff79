"""What a shop gave back to a card is a line below nothing; nothing else is."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-23T00:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "given back"

KEPT = """
ALTER TABLE expenses.expense_line DROP CONSTRAINT expense_line_figures;
ALTER TABLE expenses.expense_line ADD CONSTRAINT expense_line_figures
    CHECK (amount <> 0 AND amount <> 'NaN' AND (amount > 0 OR card_line IS NOT NULL) AND tax * amount >= 0
           AND base + tax = amount AND coalesce(deductible, 0) * amount >= 0
           AND abs(coalesce(deductible, 0)) <= abs(tax) AND coalesce(ways, 1) BETWEEN 1 AND 2
           AND (until IS NULL OR until >= spent_on) AND coalesce(distance, 1) > 0);
ALTER TABLE expenses.expense_claim DROP CONSTRAINT expense_claim_figures;
ALTER TABLE expenses.expense_claim ADD CONSTRAINT expense_claim_figures
    CHECK (payable >= 0 AND advance_used >= 0
           AND total <> 'NaN' AND payable <> 'NaN' AND advance_used <> 'NaN');
CREATE INDEX expense_line_shop ON expenses.expense_line (company, shop_key, spent_on) WHERE shop_key IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="expenses", description=DESCRIPTION)

    async def keep() -> None:
        await execute(KEPT)

    manager.add_raw(keep)
    return manager
