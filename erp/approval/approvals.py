"""What of master data may need a yes: how much a customer may owe.

The risks a rule may name: RAISED and LOWERED, and NO_LIMIT where there would be none any more; that is
asked about as the largest amount there is.
"""

from erp.approval.approvables import Approvable

CREDIT_LIMIT = "credit_limit_change"

APPROVABLES = (
    Approvable(
        kind=CREDIT_LIMIT,
        page="approval/credit_limit_change",
        facts="""
            SELECT least(99999999999999, coalesce(
                       w.limit_after * CASE WHEN w.currency_after = c.currency THEN 1 ELSE
                           masterdata.exchange_rate(w.currency_after, c.currency, w.wished_at::date, 'TTM')
                       END, 99999999999999)) AS amount,
                   c.currency, NULL::uuid AS department, NULL::uuid AS account, w.party,
                   w.wished_by AS requester,
                   array_remove(ARRAY[
                       CASE WHEN w.currency_before <> w.currency_after OR w.limit_after IS NULL
                                 OR w.limit_after > w.limit_before THEN 'RAISED' ELSE 'LOWERED' END,
                       CASE WHEN w.limit_after IS NULL THEN 'NO_LIMIT' END], NULL) AS risks,
                   p.name || ' ' || coalesce(to_char(w.limit_before, 'FM999,999,999,999,990'), '上限なし')
                       || ' → ' || coalesce(to_char(w.limit_after, 'FM999,999,999,999,990'), '上限なし')
                       || CASE WHEN w.currency_after <> c.currency THEN ' ' || w.currency_after ELSE '' END
                       AS title,
                   md5(concat_ws('/', w.party, w.limit_before::text, w.currency_before, w.limit_after::text,
                                 w.currency_after, w.state = 'DROPPED', w.state = 'WAITING'
                                 AND (p.credit_limit, p.currency)
                                     IS DISTINCT FROM (w.limit_before, w.currency_before))) AS fingerprint
            FROM approval.credit_limit_change w JOIN masterdata.company c ON c.id = w.company
            JOIN masterdata.party p ON p.id = w.party
            WHERE w.id = :document AND w.company = :company
        """,
    ),
)
