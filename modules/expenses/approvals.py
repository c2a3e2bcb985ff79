"""What of expenses may need a yes before it is done: a claim, from when it was submitted on.

The risks a rule may name: DUPLICATE where somebody claimed the same day, amount and shop, OVER_POLICY where a
line does not keep to the company's rules, UNREGISTERED where a seller was not registered.
"""

from erp.approval import Approvable

APPROVABLES = (
    Approvable(
        kind="expense_claim",
        page="expenses/claim",
        facts="""
            SELECT c.total AS amount, c.currency, c.department, NULL::uuid AS account, m.party,
                   c.person AS requester,
                   array_remove(ARRAY[
                       CASE WHEN 'SIMILAR_LINE' = ANY(s.seen) THEN 'DUPLICATE' END,
                       CASE WHEN s.seen && '{OVER_LIMIT,RECEIPT_MISSING,REASON_MISSING}'
                            THEN 'OVER_POLICY' END,
                       CASE WHEN 'NOT_REGISTERED' = ANY(s.seen) THEN 'UNREGISTERED' END], NULL) AS risks,
                   c.number || ' ' || c.title AS title,
                   md5(concat_ws('/', c.person, c.total, c.payable, c.pay_with, c.state = 'DRAFT', (
                       SELECT string_agg(concat_ws('/', l.line_no, l.expense_kind, l.spent_on, l.amount,
                                                   l.account, l.tax_code, l.shop, l.receipt_sha256,
                                                   l.card_line),
                                         ';' ORDER BY l.line_no)
                       FROM expenses.expense_line l WHERE l.expense_claim = c.id))) AS fingerprint
            FROM expenses.expense_claim c JOIN expenses.claimant m ON m.id = c.claimant
            CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(f->>'finding'), '{}') AS seen
                FROM expenses.expense_line l, jsonb_array_elements(l.findings) f
                WHERE l.expense_claim = c.id) s
            WHERE c.id = :document AND c.company = :company
        """,
    ),
)
