"""Terms by day: one row for a party and a day, and from when until when each holds."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:17:51:000000"
VERSION = "1.38.0"
DESCRIPTION = "party terms kept"

KEPT = """
ALTER TABLE masterdata.party_terms ALTER COLUMN id SET DEFAULT uuidv7(),
    ADD CONSTRAINT party_terms_key UNIQUE (party, valid_from),
    ADD CONSTRAINT party_terms_days CHECK (
        closing_day BETWEEN 1 AND 31 AND payment_day BETWEEN 1 AND 31 AND payment_months BETWEEN 0 AND 12
        AND coalesce(second_closing_day > closing_day AND second_closing_day <= 31, second_closing_day IS NULL)
        AND coalesce(third_closing_day > second_closing_day AND third_closing_day <= 31,
                     third_closing_day IS NULL)),
    ADD CONSTRAINT party_terms_close_some_day CHECK (billing NOT LIKE 'CLOSING%' OR closing_day IS NOT NULL),
    ADD CONSTRAINT party_terms_billed_to_another CHECK (billed_to <> party);
SELECT kernel.guard('masterdata.party_terms');
REVOKE DELETE ON masterdata.party_terms FROM erp_app;
"""
SPAN = """
CREATE VIEW masterdata.party_terms_span WITH (security_invoker = true) AS
    SELECT t.party, t.valid_from,
           lead(t.valid_from) OVER (PARTITION BY t.party ORDER BY t.valid_from) - 1 AS valid_to,
           t.billing, t.closing_day, t.second_closing_day, t.third_closing_day, t.carries_balance, t.billed_to,
           t.payment_months, t.payment_day, t.holiday_shift
      FROM masterdata.party_terms t
    UNION ALL
    SELECT p.id, '-infinity'::date, NULL, p.billing, p.closing_day, p.second_closing_day, p.third_closing_day,
           p.carries_balance, p.billed_to, p.payment_months, p.payment_day, p.holiday_shift
      FROM masterdata.party p
     WHERE NOT EXISTS (SELECT FROM masterdata.party_terms t WHERE t.party = p.id)
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="masterdata", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(KEPT)
        await execute(SPAN)
        await execute("GRANT SELECT ON masterdata.party_terms_span TO erp_app")

    manager.add_raw(put_up)
    return manager
