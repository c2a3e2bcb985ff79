"""What payables wants to be true before a month is closed."""

from erp.kernel.closing import Area, Check

DRAFTS = """
    SELECT count(*) FROM payables.supplier_invoice
    WHERE company = :company AND state = 'DRAFT' AND booked_on <= :until
"""
UNVERIFIED = """
    SELECT count(*) FROM payables.supplier_invoice
    WHERE company = :company AND state = 'POSTED' AND registration = 'UNVERIFIED' AND ledger_only IS NULL
      AND deductible_tax > 0 AND booked_on <= :until
"""
UNPOSTED_RUNS = """
    SELECT count(*) FROM payables.payment_run
    WHERE company = :company AND state IN ('APPROVED', 'FILED') AND pay_on <= :until
"""
# A protected supplier whose last day has come and who is not paid.
LATE = """
    SELECT count(*) FROM payables.supplier_invoice v JOIN accounting.open_item i ON i.document = v.id
    WHERE v.company = :company AND v.state = 'POSTED' AND v.kind = 'INVOICE' AND i.open_amount > 0
      AND v.pay_by <= :until
"""
# Opening balances and entries by hand may stand in the account without an invoice, so this is told only.
DIFFERS = """
    SELECT CASE WHEN owed.amount = booked.amount THEN 0 ELSE 1 END
    FROM (SELECT coalesce(sum(CASE WHEN i.kind = 'PAYABLE' THEN i.left ELSE -i.left END), 0) AS amount
          FROM (SELECT o.kind, o.amount - coalesce(sum(
                           CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END), 0) AS left
                FROM accounting.open_item o LEFT JOIN accounting.matching m
                    ON m.matched_on <= :until AND (m.receivable = o.id OR m.credit = o.id)
                WHERE o.company = :company AND o.kind IN ('PAYABLE', 'SUPPLIER_CREDIT')
                  AND o.opened_on <= :until
                GROUP BY o.id) i) owed,
         (SELECT coalesce(sum(l.credit - l.debit), 0) AS amount FROM accounting.journal_line l
          JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
          WHERE l.company = :company AND a.purpose = 'PAYABLE' AND l.effective_on <= :until) booked
"""
# The tax of a statement we wrote counts once the supplier agreed, or was silent for the days agreed on.
UNCONFIRMED = """
    SELECT count(*) FROM payables.supplier_invoice v
    LEFT JOIN payables.self_billing s ON s.supplier_invoice = v.id
    WHERE v.company = :company AND v.state = 'POSTED' AND v.booked_on <= :until
      AND (s.id IS NOT NULL OR v.is_self_billed)
      AND NOT (coalesce(s.state, 'NONE') = 'CONFIRMED'
               OR (s.state = 'ISSUED' AND s.silent_from IS NOT NULL AND s.silent_from <= :until))
"""

CHECKS = (
    Check("SUPPLIER_INVOICES_NOT_POSTED", Area.PURCHASING, "payables/supplier_invoices", DRAFTS),
    Check("SUPPLIERS_NOT_VERIFIED", Area.PURCHASING, "payables/supplier_invoices", UNVERIFIED, blocks=False),
    Check("PAYMENT_RUNS_NOT_POSTED", Area.CASH, "payables/payment_runs", UNPOSTED_RUNS),
    Check("PROTECTED_SUPPLIERS_LATE", Area.PURCHASING, "payables/supplier_invoices", LATE, blocks=False),
    Check("PAYABLES_DIFFER_FROM_LEDGER", Area.PURCHASING, "payables/aged_payables", DIFFERS, blocks=False),
    Check("SELF_BILLING_UNCONFIRMED", Area.PURCHASING, "payables/self_billings", UNCONFIRMED, blocks=False),
)
