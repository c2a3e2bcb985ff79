"""General ledger (総勘定元帳): an account line by line, each with the balance after it and what caused it.

The first line carries the balance brought forward; it comes from the sums, so the account's past is not read.
At most ten thousand lines are answered: a longer span is asked for in parts.
"""

from modules.accounting.reports.trial_balance import MARK

LINE_LIMIT = 10_000

GENERAL_LEDGER = f"""
    WITH mark AS MATERIALIZED ({MARK}), brought AS (
        SELECT coalesce(sum(b.debit - b.credit), 0) AS balance FROM (
            SELECT s.debit, s.credit FROM accounting.account_month s
            WHERE s.company = :company AND s.account = :account
              AND s.month < date_trunc('month', :from::date)::date
              AND (SELECT upto FROM mark) > 0
            UNION ALL
            SELECT s.debit, s.credit FROM accounting.account_day s
            WHERE s.company = :company AND s.account = :account
              AND s.day >= date_trunc('month', :from::date)::date AND s.day < :from::date
              AND (SELECT upto FROM mark) > 0
            UNION ALL
            SELECT l.debit, l.credit FROM accounting.journal_line l
            WHERE l.company = :company AND l.account = :account AND l.tx >= (SELECT upto FROM mark)
              AND l.effective_on < :from::date
        ) b
    )
    SELECT NULL::uuid AS line_id, NULL::uuid AS entry_id, NULL::text AS entry_number,
           :from::date AS effective_on,
           CASE WHEN :language = 'ja' THEN '前期繰越' ELSE 'Brought forward' END AS description,
           NULL::text AS party_name, 0::numeric AS debit, 0::numeric AS credit, brought.balance,
           NULL::uuid AS cause_id, NULL::text AS cause_kind, NULL::text AS cause_number
    FROM brought
    UNION ALL
    (SELECT l.id, e.id, e.number, l.effective_on, coalesce(l.memo, e.description), p.name, l.debit, l.credit,
            (SELECT balance FROM brought)
                + sum(l.debit - l.credit) OVER (ORDER BY l.effective_on, e.number, l.line_no),
            e.cause, d.kind, d.number
     FROM accounting.journal_line l
     JOIN accounting.journal_entry e ON e.id = l.entry
     LEFT JOIN masterdata.party p ON p.id = l.party
     LEFT JOIN kernel.document d ON d.id = e.cause
     WHERE l.company = :company AND l.account = :account
       AND l.effective_on >= :from::date AND l.effective_on <= :to::date
     ORDER BY l.effective_on, e.number, l.line_no
     LIMIT {LINE_LIMIT})
"""
