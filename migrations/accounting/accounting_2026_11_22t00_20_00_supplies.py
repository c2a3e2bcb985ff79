"""Supplies that come in have an account of their own, also in books that are kept already."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "supplies"

PURPOSE = """
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT c.id FROM masterdata.company c LOOP
        -- The wall between companies holds for whoever migrates, too.
        PERFORM set_config('app.company', each.id::text, true);
        INSERT INTO accounting.posting_account (id, company, purpose, account)
        SELECT uuidv7(), each.id, 'SUPPLIES', a.id FROM masterdata.account a
         WHERE a.code = '6270' AND EXISTS (SELECT FROM accounting.posting_account p WHERE p.company = each.id)
        ON CONFLICT (company, purpose) DO NOTHING;
    END LOOP;
END $$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(PURPOSE)

    manager.add_raw(put_up)
    return manager
