"""What of payables may need a yes before it is done: another account of a supplier, and a list of payments.

The risks a rule may name: REPLACES where a supplier has an account already and money would go elsewhere from
now on; NEW_ACCOUNT where a list pays to an account that nothing was ever paid to.
"""

from erp.approval import Approvable

SUPPLIER_ACCOUNT, PAYMENT_RUN = "supplier_account", "payment_run"

APPROVABLES = (
    Approvable(
        kind=SUPPLIER_ACCOUNT,
        page="payables/supplier_account",
        facts="""
            SELECT 0::numeric AS amount, c.currency, NULL::uuid AS department, NULL::uuid AS account,
                   a.supplier AS party, a.proposed_by AS requester,
                   CASE WHEN EXISTS (SELECT FROM payables.supplier_account u
                                     WHERE u.company = a.company AND u.supplier = a.supplier
                                       AND u.state = 'CONFIRMED' AND u.id <> a.id)
                        THEN ARRAY['REPLACES'] ELSE '{}'::text[] END AS risks,
                   concat_ws(' ', p.name, a.bank_name, a.branch_name, a.account_number) AS title,
                   md5(concat_ws('/', a.supplier, a.bank_code, a.branch_code, a.account_type,
                                 a.account_number, a.holder, a.state = 'REJECTED')) AS fingerprint
            FROM payables.supplier_account a JOIN masterdata.company c ON c.id = a.company
            JOIN masterdata.party p ON p.id = a.supplier
            WHERE a.id = :document AND a.company = :company
        """,
    ),
    Approvable(
        kind=PAYMENT_RUN,
        page="payables/payment_run",
        facts="""
            SELECT r.total AS amount, r.currency, NULL::uuid AS department, NULL::uuid AS account,
                   NULL::uuid AS party, coalesce(r.proposed_by, r.drafted_by) AS requester,
                   CASE WHEN EXISTS (
                       SELECT FROM payables.payment_run_transfer t
                       WHERE t.payment_run = r.id AND t.amount > 0 AND NOT EXISTS (
                           SELECT FROM payables.payment y WHERE y.supplier_account = t.supplier_account))
                        THEN ARRAY['NEW_ACCOUNT'] ELSE '{}'::text[] END AS risks,
                   concat_ws(' ', r.number, r.pay_on) AS title,
                   md5(concat_ws('/', r.pay_on, r.bank_account, r.total, r.state IN ('DRAFT', 'CANCELLED'), (
                       SELECT string_agg(concat_ws(':', t.supplier, t.supplier_account, t.amount), ';'
                                         ORDER BY t.line_no)
                       FROM payables.payment_run_transfer t WHERE t.payment_run = r.id))) AS fingerprint
            FROM payables.payment_run r WHERE r.id = :document AND r.company = :company
        """,
    ),
)
