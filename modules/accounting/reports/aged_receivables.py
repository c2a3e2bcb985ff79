"""Aged receivables (売掛金年齢表): who owed us how much on a day, by how late it was.

An item's remainder on that day is what is open of it now and all that was set against it since. So only what
is open, and what was settled after that day, is read, however much was settled before. Receivables less
credits are the balance of the receivable account on that day, and advances that of theirs. What was sold and
waits for its bill stands beside them: it is the balance of the unbilled account, and not due yet.
"""

from modules.accounting.reports.sums import MARK
from modules.accounting.rules.aging import LAST_DAY, AgeBucket

COLUMN = {
    AgeBucket.NOT_DUE: "not_due",
    AgeBucket.DAYS_1_30: "days_1_to_30",
    AgeBucket.DAYS_31_60: "days_31_to_60",
    AgeBucket.DAYS_61_90: "days_61_to_90",
    AgeBucket.OVER_90_DAYS: "over_90_days",
}


def bucket_sql(due_on: str, as_of: str) -> str:
    """The law of the buckets (`rules/aging.py`) as an SQL expression.

    >>> bucket_sql("i.due_on", ":today").split(" WHEN ")[1]
    ":today - i.due_on <= 0 THEN 'NOT_DUE'"
    """
    cases = [f"WHEN {as_of} - {due_on} <= {last} THEN '{bucket.value}'" for bucket, last in LAST_DAY.items()]
    return f"CASE {' '.join(cases)} ELSE '{AgeBucket.OVER_90_DAYS.value}' END"


# From the sums of whole months, the lines of the month of that day, and what is in no sum yet.
UNBILLED = f"""
    mark AS MATERIALIZED ({MARK}), account AS MATERIALIZED (
        SELECT a.account AS id FROM accounting.posting_account a
        WHERE a.company = :company AND a.purpose = 'UNBILLED'
    ), month AS MATERIALIZED (
        SELECT date_trunc('month', :as_of::date + 1)::date AS begins
    ), tail AS MATERIALIZED (
        SELECT l.account, l.party, l.effective_on, l.debit - l.credit AS amount
        FROM accounting.journal_line l
        WHERE l.company = :company AND l.tx >= (SELECT upto FROM mark)
          AND CASE WHEN l.account = (SELECT id FROM account) THEN true END
    ), unbilled AS (
        SELECT x.party, sum(x.amount) AS amount FROM (
            SELECT s.party, s.debit - s.credit AS amount FROM accounting.party_month s
            WHERE s.company = :company AND s.account = (SELECT id FROM account)
              AND s.month < (SELECT begins FROM month) AND (SELECT upto FROM mark) > 0
            UNION ALL
            SELECT l.party, l.debit - l.credit FROM accounting.journal_line l
            WHERE l.company = :company AND l.account = (SELECT id FROM account)
              AND l.effective_on >= (SELECT begins FROM month) AND l.effective_on <= :as_of::date
              AND l.tx < (SELECT upto FROM mark)
            UNION ALL
            SELECT t.party, t.amount FROM tail t WHERE t.effective_on <= :as_of::date
            UNION ALL
            SELECT l.party, l.credit - l.debit
            FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
            WHERE e.company = :company AND e.recorded_at > :known_at::timestamptz
              AND e.effective_on <= :as_of::date AND l.account = (SELECT id FROM account)
        ) x WHERE x.party IS NOT NULL GROUP BY x.party HAVING sum(x.amount) <> 0
    )
"""

AGED_RECEIVABLES = f"""
    WITH {UNBILLED}, since AS (
        -- What was set off after that day, or what we did not know of then, was open still.
        SELECT m.receivable, m.credit, CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END AS amount
        FROM accounting.matching m
        WHERE m.company = :company AND m.matched_on > :as_of::date
        UNION ALL
        SELECT m.receivable, m.credit, CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END
        FROM accounting.matching m
        WHERE :known_at::timestamptz IS NOT NULL AND m.company = :company
          AND m.matched_at > :known_at::timestamptz AND m.matched_on <= :as_of::date
    ), changed AS (
        SELECT c.item, sum(c.amount) AS amount FROM (
            SELECT receivable AS item, amount FROM since UNION ALL SELECT credit, amount FROM since
        ) c GROUP BY c.item
    ), items AS (
        SELECT i.party, i.kind, i.document, i.due_on, i.opened_on,
               i.open_amount + coalesce(c.amount, 0) AS open
        FROM accounting.open_item i LEFT JOIN changed c ON c.item = i.id
        WHERE i.company = :company AND i.open_amount > 0
        UNION ALL
        -- One look for each: never all items beside the few that changed.
        SELECT i.party, i.kind, i.document, i.due_on, i.opened_on, c.amount
        FROM changed c CROSS JOIN LATERAL (
            SELECT o.* FROM accounting.open_item o WHERE o.id = c.item OFFSET 0
        ) i
        WHERE i.company = :company AND i.open_amount = 0
    ), aged AS (
        SELECT coalesce(p.merged_into, p.id) AS party, i.kind, i.open,
               {bucket_sql("i.due_on", ":as_of::date")} AS bucket
        FROM items i JOIN masterdata.party p ON p.id = i.party
        WHERE i.opened_on <= :as_of::date AND i.open <> 0 AND i.kind IN ('RECEIVABLE', 'CREDIT', 'ADVANCE')
          AND (:known_at::timestamptz IS NULL OR EXISTS (
              SELECT FROM accounting.journal_entry e
              WHERE e.cause = i.document AND e.recorded_at <= :known_at::timestamptz))
        UNION ALL
        SELECT coalesce(p.merged_into, p.id), 'UNBILLED', u.amount, NULL
        FROM unbilled u JOIN masterdata.party p ON p.id = u.party
    )
    SELECT p.id AS customer_id, p.number AS customer_number, p.name AS customer_name,
           {
    ", ".join(
        f"coalesce(sum(i.open) FILTER (WHERE i.kind = 'RECEIVABLE' AND i.bucket = '{bucket.value}'), 0)"
        f" AS {COLUMN[bucket]}"
        for bucket in AgeBucket
    )
},
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'RECEIVABLE'), 0) AS receivable,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'CREDIT'), 0) AS credits,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'ADVANCE'), 0) AS advances,
           coalesce(sum(CASE i.kind WHEN 'RECEIVABLE' THEN i.open WHEN 'UNBILLED' THEN 0
                                    ELSE -i.open END), 0) AS owed,
           coalesce(sum(i.open) FILTER (WHERE i.kind = 'UNBILLED'), 0) AS unbilled
    FROM aged i JOIN masterdata.party p ON p.id = i.party
    GROUP BY p.id ORDER BY p.number
"""
