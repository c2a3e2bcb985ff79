"""What inventory wants to be true before a month is closed."""

from erp.kernel.closing import Area, Check

# Documents whose moves and whose entry do not say the same on some day up to the end: both come from one
# transaction, so each is one that somebody wrote past the house, by hand or to the stock account itself.
# Months that are closed were asked when they were closed.
STOCK_DIFFERS = """
    WITH since AS (
        SELECT coalesce(max(p.ends_on), '-infinity'::date) AS day FROM accounting.period p
        WHERE p.company = :company AND p.state = 'CLOSED' AND p.ends_on < :until
    )
    SELECT count(*) FROM (
        SELECT s.document, s.day FROM (
            SELECT p.document, p.booked_on AS day, p.value FROM inventory.stock_posting p
            WHERE p.company = :company AND p.booked_on <= :until
              AND p.booked_on > (SELECT day FROM since)
            UNION ALL
            SELECT coalesce(e.cause, e.id), l.effective_on, l.credit - l.debit
            FROM accounting.journal_line l
            JOIN accounting.journal_entry e ON e.id = l.entry
            JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
            WHERE l.company = :company AND a.purpose = 'STOCK' AND l.effective_on <= :until
              AND l.effective_on > (SELECT day FROM since)
        ) s GROUP BY s.document, s.day HAVING sum(s.value) <> 0
    ) differing
"""

# Suppliers whose goods came in and whose invoice has not been entered for all of them yet.
RECEIVED_NOT_BILLED = """
    SELECT count(*) FROM (
        SELECT l.party FROM accounting.journal_line l
        JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
        WHERE l.company = :company AND a.purpose = 'GOODS_RECEIVED' AND l.effective_on <= :until
        GROUP BY l.party HAVING sum(l.credit - l.debit) <> 0) waiting
"""

CHECKS = (
    Check("STOCK_DIFFERS_FROM_LEDGER", Area.STOCK, "inventory/stock_on_hand", STOCK_DIFFERS),
    Check(
        "RECEIVED_NOT_BILLED", Area.PURCHASING, "inventory/stock_receipts", RECEIVED_NOT_BILLED, blocks=False
    ),
)
