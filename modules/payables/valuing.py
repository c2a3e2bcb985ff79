"""What is open in other currencies on a day, and what it is worth then; one statement for all of it."""

# As it was on the day: paid later is open, cancelled later is there; credit notes have a sign below nothing.
OPEN_ON = """
    SELECT i.id, i.number, i.supplier, i.foreign_currency AS currency, i.foreign_total,
           CASE WHEN i.kind = 'CREDIT_NOTE' THEN -1 ELSE 1 END AS sign,
           i.exchange_rate, i.due_on,
           i.foreign_total - coalesce(s.amount, 0) AS foreign_open,
           i.payable - coalesce(s.booked, 0) AS booked,
           masterdata.exchange_rate(i.foreign_currency, i.currency, {on}) AS rate
    FROM payables.supplier_invoice i
    LEFT JOIN LATERAL (
        SELECT sum(f.amount) AS amount, sum(f.booked) AS booked FROM payables.foreign_settlement f
        WHERE f.supplier_invoice = i.id AND f.settled_on <= {on}) s ON true
    WHERE i.company = {company} AND i.foreign_currency IS NOT NULL AND i.booked_on <= {on}
      AND (i.state = 'POSTED'
           OR (i.state = 'CANCELLED' AND i.posted_at IS NOT NULL AND i.cancelled_on > {on}))
      AND i.foreign_total > coalesce(s.amount, 0)
"""
