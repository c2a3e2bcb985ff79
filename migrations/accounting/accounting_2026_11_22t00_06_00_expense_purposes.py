"""Expense claims know where to post, also in books that are kept already."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:06:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "expense purposes"

PURPOSES = """
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT c.id FROM masterdata.company c LOOP
        -- The wall between companies holds for whoever migrates, too.
        PERFORM set_config('app.company', each.id::text, true);
        INSERT INTO accounting.posting_account (id, company, purpose, account)
        SELECT uuidv7(), each.id, named.purpose, a.id
          FROM (VALUES
    ('EMPLOYEE_PAYABLE', '2140')
          ) AS named (purpose, code)
          JOIN masterdata.account a ON a.code = named.code
         WHERE EXISTS (SELECT FROM accounting.posting_account p WHERE p.company = each.id)
        ON CONFLICT (company, purpose) DO NOTHING;
    END LOOP;
END $$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PURPOSES)

    manager.add_raw(put_up)
    return manager
