"""Aged receivables (売掛金年齢表): who owed us how much on a day, by how late it was.

An item's remainder on that day is what is open of it now and all that was set against it since. So only what
is open, and what was settled after that day, is read, however much was settled before. Receivables less
credits are the balance of the receivable account on that day, and advances that of theirs.
"""

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


AGED_RECEIVABLES = f"""
    WITH since AS (
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
           coalesce(sum(CASE WHEN i.kind = 'RECEIVABLE' THEN i.open ELSE -i.open END), 0) AS owed
    FROM aged i JOIN masterdata.party p ON p.id = i.party
    GROUP BY p.id ORDER BY p.number
"""
