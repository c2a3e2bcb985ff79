"""Sales by month (月次売上): what the accounts of sales gained each month, returns taken off."""

from modules.accounting.reports.sums import MARK

SALES_BY_MONTH = f"""
    WITH mark AS MATERIALIZED ({MARK}), accounts AS MATERIALIZED (
        SELECT DISTINCT account FROM accounting.posting_account
        WHERE company = :company AND purpose LIKE 'SALES%'
    ), months AS (
        SELECT generate_series(date_trunc('month', :from::date), :to::date, interval '1 month')::date AS month
    ), parts AS (
        SELECT s.month, s.credit - s.debit AS amount FROM accounting.account_month s
        WHERE s.company = :company AND s.account IN (SELECT account FROM accounts)
          AND s.month >= date_trunc('month', :from::date)::date AND s.month <= :to::date
          AND (SELECT upto FROM mark) > 0
        UNION ALL
        SELECT date_trunc('month', l.effective_on)::date, l.credit - l.debit FROM accounting.journal_line l
        WHERE l.company = :company AND l.account IN (SELECT account FROM accounts)
          AND l.tx >= (SELECT upto FROM mark)
          AND l.effective_on >= date_trunc('month', :from::date)::date
          AND l.effective_on < date_trunc('month', :to::date) + interval '1 month'
    )
    SELECT m.month, coalesce(sum(p.amount), 0) AS amount
    FROM months m LEFT JOIN parts p ON p.month = m.month GROUP BY m.month ORDER BY m.month
"""
