"""Exchange differences, tax that waits, salaries and impairments know where to post, also in books kept already."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "exchange purposes"

ACCOUNTS = """
INSERT INTO masterdata.account
    (id, code, name_ja, name_en, kind, needs_party, tax_code, statement_line, is_active)
SELECT uuidv7(), new.code, new.name_ja, new.name_en, a.kind, false,
       CASE WHEN a.kind = 'EXPENSE' THEN a.tax_code END, a.statement_line, true
  FROM (VALUES
    ('1465', '仮払消費税等（確認待ち）', 'Consumption tax paid, to be confirmed', '1460'),
    ('2145', '外貨建債務評価額', 'Valuation of debts in other currencies', '2140'),
    ('2155', '未払給与', 'Salaries payable', '2150'),
    ('8230', '減損損失', 'Impairment loss', '8220')
  ) AS new (code, name_ja, name_en, beside)
  JOIN masterdata.account a ON a.code = new.beside
 WHERE NOT EXISTS (SELECT FROM masterdata.account WHERE code = new.code)
"""
PURPOSES = """
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT c.id, c.currency FROM masterdata.company c LOOP
        -- The wall between companies holds for whoever migrates, too.
        PERFORM set_config('app.company', each.id::text, true);
        INSERT INTO accounting.posting_account (id, company, purpose, account)
        SELECT uuidv7(), each.id, named.purpose, a.id
          FROM (VALUES
    ('EXCHANGE_GAIN', '7140'),
    ('EXCHANGE_LOSS', '7220'),
    ('EXCHANGE_VALUATION', '2145'),
    ('INPUT_TAX_WAITING', '1465'),
    ('SALARY_PAYABLE', '2155'),
    ('IMPAIRMENT_LOSS', '8230')
          ) AS named (purpose, code)
          JOIN masterdata.account a ON a.code = named.code
         WHERE EXISTS (SELECT FROM accounting.posting_account p WHERE p.company = each.id)
           AND (named.purpose <> 'INPUT_TAX_WAITING' OR each.currency = 'JPY')
        ON CONFLICT (company, purpose) DO NOTHING;
    END LOOP;
END $$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(ACCOUNTS)
        await execute(PURPOSES)

    manager.add_raw(put_up)
    return manager
