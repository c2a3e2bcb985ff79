"""Companies that keep books already get an account for what they owe suppliers.

Goods that came in wait in an account of their own from now on, so that the payable account holds exactly what was
invoiced; where something was posted to it already, somebody decides that by hand.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-21T23:12:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "payables"

WAITING = """
INSERT INTO masterdata.account (id, code, name_ja, name_en, kind, needs_party, is_active, statement_line)
SELECT uuidv7(), '2125', '未請求仕入', 'Goods received, not invoiced', 'LIABILITY', false, true, p.statement_line
FROM masterdata.account p WHERE p.code = '2120'
  AND NOT EXISTS (SELECT FROM masterdata.account WHERE code = '2125')
"""
# The wall between companies holds for whoever migrates, too.
PURPOSES = """
DO $$
DECLARE
    one uuid;
BEGIN
    FOR one IN SELECT id FROM masterdata.company LOOP
        PERFORM set_config('app.company', one::text, true);
        INSERT INTO accounting.posting_account (id, company, purpose, account)
        SELECT uuidv7(), one, 'PAYABLE', a.id FROM masterdata.account a
        WHERE a.code = '2120' AND EXISTS (SELECT FROM accounting.posting_account p WHERE p.company = one)
        ON CONFLICT (company, purpose) DO NOTHING;
        UPDATE accounting.posting_account p SET account = n.id
        FROM masterdata.account o, masterdata.account n
        WHERE p.company = one AND p.purpose = 'GOODS_RECEIVED' AND p.account = o.id
          AND o.code = '2120' AND n.code = '2125'
          AND NOT EXISTS (SELECT FROM accounting.journal_line l WHERE l.company = one AND l.account = o.id);
    END LOOP;
    PERFORM set_config('app.company', '', true);
END $$
"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def upgrade():
        await execute(WAITING)
        await execute(PURPOSES)

    manager.add_raw(upgrade)
    return manager
