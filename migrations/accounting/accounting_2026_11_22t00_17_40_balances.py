"""Balances of accounts over days from the sums and the lines that are in none yet; days whose tax is closed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T00:17:40:000000"
VERSION = "1.38.0"
DESCRIPTION = "balances"

# Whole months from the month sums, the rest of a month that a span cuts from the day sums, the tail from lines.
BALANCES = """
CREATE FUNCTION accounting.balances(of_company uuid, since date, until date)
RETURNS TABLE (account uuid, debit numeric, credit numeric) LANGUAGE sql STABLE AS $$
    WITH mark AS MATERIALIZED (
        SELECT coalesce(max(m.upto), 0) AS upto FROM accounting.roll_up_mark m
        WHERE m.company = of_company AND m.upto <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    ), cut AS MATERIALIZED (
        SELECT DISTINCT date_trunc('month', b.day)::date AS month
        FROM (VALUES (since), (until + 1)) b(day)
        WHERE b.day > '-infinity' AND b.day <> date_trunc('month', b.day)::date
    )
    SELECT p.account, sum(p.debit), sum(p.credit) FROM (
        SELECT s.account, s.debit, s.credit FROM accounting.account_month s
        WHERE s.company = of_company AND s.month >= since AND s.month <= until
          AND s.month NOT IN (SELECT month FROM cut) AND (SELECT upto FROM mark) > 0
        UNION ALL
        SELECT s.account, s.debit, s.credit
        FROM cut JOIN accounting.account_day s ON s.company = of_company AND s.day >= cut.month
            AND s.day < (cut.month + interval '1 month')::date
        WHERE s.day >= since AND s.day <= until AND (SELECT upto FROM mark) > 0
        UNION ALL
        SELECT l.account, l.debit, l.credit FROM accounting.journal_line l
        WHERE l.company = of_company AND l.tx >= (SELECT upto FROM mark)
          AND l.effective_on >= since AND l.effective_on <= until
    ) p GROUP BY p.account
$$
"""
OPENING = """
CREATE INDEX journal_entry_opening ON accounting.journal_entry (company, effective_on) WHERE kind = 'OPENING'
"""
# Once tax of a span is settled, nothing that says tax is posted into it before the settling is taken back.
# Whoever settles has the lock alone, so nobody posts past him. Asked once per statement, not per line.
TAX = """
CREATE FUNCTION accounting.keep_closed_tax() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_company uuid;
    settled record;
BEGIN
    FOR of_company IN SELECT DISTINCT l.company FROM added l WHERE l.tax_code IS NOT NULL OR l.account IN (
        SELECT p.account FROM accounting.posting_account p
         WHERE p.company = l.company AND p.purpose IN ('OUTPUT_TAX', 'INPUT_TAX'))
    LOOP
        PERFORM pg_advisory_xact_lock_shared(accounting.area_key(of_company, 'TAX'));
        SELECT c.from_day, c.to_day INTO settled
          FROM accounting.tax_closing c
          JOIN added l ON l.company = c.company AND l.effective_on BETWEEN c.from_day AND c.to_day
          JOIN accounting.journal_entry e ON e.id = l.entry
          LEFT JOIN masterdata.tax_code t ON t.id = l.tax_code
         WHERE c.company = of_company AND c.undone_by IS NULL
           AND e.kind NOT IN ('TAX_CLOSING', 'CARRY_FORWARD')
           AND (t.kind <> 'OUT_OF_SCOPE' OR l.account IN (
                SELECT p.account FROM accounting.posting_account p
                 WHERE p.company = of_company AND p.purpose IN ('OUTPUT_TAX', 'INPUT_TAX')))
         LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'TAX_CLOSED' USING ERRCODE = 'ER001',
                DETAIL = json_build_object('from_day', settled.from_day, 'to_day', settled.to_day)::text;
        END IF;
    END LOOP;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER keep_closed_tax AFTER INSERT ON accounting.journal_line
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting.keep_closed_tax()
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        for sql in (BALANCES, OPENING, TAX, TRIGGER):
            await execute(sql)

    manager.add_raw(put_up)
    return manager
