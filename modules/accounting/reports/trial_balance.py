"""Trial balance (合計残高試算表): every account with all that was posted to it up to a day.

Whole months come from the month sums, the days of the last month from the day sums, and what the roll-up has
not seen yet from the lines themselves, all in one statement and so from one moment: the figures are exact at
any time. What we did not know at `known_at` is taken off again.
"""

# A mark from another cluster (a dump that was loaded here) says nothing about this cluster's transactions.
MARK = """
    SELECT coalesce(max(upto), 0) AS upto FROM accounting.roll_up_mark
    WHERE company = :company AND upto <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""

TRIAL_BALANCE = f"""
    WITH mark AS MATERIALIZED ({MARK}), parts AS (
        SELECT s.account, s.currency, sum(s.debit) AS debit, sum(s.credit) AS credit
        FROM accounting.account_month s
        WHERE s.company = :company AND s.month < date_trunc('month', :as_of::date)::date
          AND (SELECT upto FROM mark) > 0
        GROUP BY s.account, s.currency
        UNION ALL
        SELECT s.account, s.currency, s.debit, s.credit FROM accounting.account_day s
        WHERE s.company = :company AND s.day >= date_trunc('month', :as_of::date)::date
          AND s.day <= :as_of::date AND (SELECT upto FROM mark) > 0
        UNION ALL
        SELECT l.account, l.currency, l.debit, l.credit FROM accounting.journal_line l
        WHERE l.company = :company AND l.tx >= (SELECT upto FROM mark) AND l.effective_on <= :as_of::date
        UNION ALL
        SELECT l.account, l.currency, -l.debit, -l.credit
        FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
        WHERE e.company = :company AND e.recorded_at > :known_at::timestamptz
          AND e.effective_on <= :as_of::date
    ), sums AS (
        SELECT p.account, p.currency, sum(p.debit) AS debit, sum(p.credit) AS credit
        FROM parts p GROUP BY p.account, p.currency
    )
    SELECT a.id AS account_id, a.code AS account_code,
           CASE WHEN :language = 'ja' THEN a.name_ja ELSE a.name_en END AS account_name,
           a.kind, s.currency, s.debit, s.credit, s.debit - s.credit AS balance
    FROM sums s JOIN masterdata.account a ON a.id = s.account
    WHERE s.debit <> 0 OR s.credit <> 0
    ORDER BY a.code, s.currency
"""
