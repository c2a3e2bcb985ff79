"""No writer puts a claim into the books while a matrix governs it and nobody let it pass."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:06:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "approved"

# Only the way into the books asks; a claim that comes back from being paid was let through before.
RULES = (
    """CREATE CONSTRAINT TRIGGER keep_approved AFTER UPDATE ON expenses.expense_claim
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
       WHEN (OLD.state IN ('DRAFT', 'SUBMITTED'))
       EXECUTE FUNCTION approval.refuse_unapproved('expense_claim', 'state', 'POSTED')""",
    """CREATE CONSTRAINT TRIGGER keep_approved_first AFTER INSERT ON expenses.expense_claim
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
       EXECUTE FUNCTION approval.refuse_unapproved('expense_claim', 'state', 'POSTED')""",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="expenses", description=DESCRIPTION)

    async def guard() -> None:
        for statement in RULES:
            await execute(statement)

    manager.add_raw(guard)
    return manager
