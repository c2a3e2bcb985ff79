"""Documents whose moves and whose entry differ: stock value is its account on every day, or they are here."""

STOCK_DIFFERENCES = """
    SELECT s.document AS document_id, coalesce(d.number, '') AS document_number, d.kind AS document_kind,
           coalesce(d.title, '') AS title, s.day, sum(s.moved) AS moved, sum(s.booked) AS booked,
           sum(s.moved - s.booked) AS difference
    FROM (
        SELECT p.document, p.booked_on AS day, p.value AS moved, 0::numeric AS booked
        FROM inventory.stock_posting p
        WHERE p.company = :company AND p.booked_on >= :from::date AND p.booked_on <= :to::date
        UNION ALL
        SELECT coalesce(e.cause, e.id), l.effective_on, 0, l.debit - l.credit
        FROM accounting.journal_line l
        JOIN accounting.journal_entry e ON e.id = l.entry
        JOIN accounting.posting_account a ON a.company = l.company AND a.account = l.account
        WHERE l.company = :company AND a.purpose = 'STOCK'
          AND l.effective_on >= :from::date AND l.effective_on <= :to::date
    ) s
    LEFT JOIN kernel.document d ON d.id = s.document
    GROUP BY s.document, s.day, d.number, d.kind, d.title
    HAVING sum(s.moved) <> sum(s.booked)
    ORDER BY s.day, d.number
    LIMIT 1000
"""
