"""Balances read the lines that are in no sum by their own index, however long the span is."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from erp.kernel.migrating import execute

ID = "2026-11-22T01:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "balances tail"

# Told the days as well, the planner would rather read all lines of the span: it does not know how few are left.
BALANCES = """
CREATE OR REPLACE FUNCTION accounting.balances(of_company uuid, since date, until date)
RETURNS TABLE (account uuid, debit numeric, credit numeric) LANGUAGE sql STABLE AS $$
    WITH mark AS MATERIALIZED (
        SELECT coalesce(max(m.upto), 0) AS upto FROM accounting.roll_up_mark m
        WHERE m.company = of_company AND m.upto <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    ), cut AS MATERIALIZED (
        SELECT DISTINCT date_trunc('month', b.day)::date AS month
        FROM (VALUES (since), (until + 1)) b(day)
        WHERE b.day > '-infinity' AND b.day <> date_trunc('month', b.day)::date
    ), tail AS MATERIALIZED (
        SELECT l.account, l.effective_on, l.debit, l.credit FROM accounting.journal_line l
        WHERE l.company = of_company AND l.tx >= (SELECT upto FROM mark)
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
        SELECT t.account, t.debit, t.credit FROM tail t WHERE t.effective_on BETWEEN since AND until
    ) p GROUP BY p.account
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="accounting", description=DESCRIPTION)

    async def put_up() -> None:
        await execute(BALANCES)

    manager.add_raw(put_up)
    return manager
