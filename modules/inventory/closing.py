"""What inventory wants to be true before a month is closed."""

from erp.kernel.closing import Area, Check

# The value of all moves up to the day against the balance of the stock account; both come from one
# transaction, so a difference means that somebody wrote past the house. A move learnt of late counts for the
# day it belongs to.
STOCK_DIFFERS = """
    SELECT CASE WHEN moved.value = booked.value THEN 0 ELSE 1 END
    FROM (SELECT coalesce(sum(CASE WHEN m.from_location IS NULL THEN m.value
                                   WHEN m.to_location IS NULL THEN -m.value ELSE 0 END), 0) AS value
          FROM inventory.stock_move m WHERE m.company = :company AND m.occurred_on <= :until) moved,
         (SELECT coalesce(sum(l.debit - l.credit), 0) AS value FROM accounting.journal_line l
          JOIN accounting.journal_entry e ON e.id = l.entry
          JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
          WHERE l.company = :company AND a.purpose = 'STOCK'
            AND coalesce(e.late_from, l.effective_on) <= :until) booked
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
