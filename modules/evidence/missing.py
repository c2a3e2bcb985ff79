"""What was bought and has no paper yet: entries made by hand with an expense, and invoices of suppliers.

Entries of documents have their evidence at the document; an entry that was taken back needs none.
"""

STANDS = """
    EXISTS (SELECT FROM evidence.evidence_link l WHERE l.document = {id} AND l.undoes IS NULL
            AND NOT EXISTS (SELECT FROM evidence.evidence_link b WHERE b.undoes = l.id))
"""
MISSING = f"""
    SELECT e.id, 'journal_entry' AS kind, e.number, e.effective_on AS "on", e.description AS title, s.amount
    FROM accounting.journal_entry e
    JOIN LATERAL (SELECT sum(l.debit) AS amount FROM accounting.journal_line l
                  JOIN masterdata.account a ON a.id = l.account
                  WHERE l.entry = e.id AND a.kind = 'EXPENSE' AND l.debit > 0) AS s ON s.amount > 0
    WHERE e.company = :company AND e.origin LIKE 'entry:%' AND e.cause IS NULL AND e.reverses IS NULL
      AND NOT EXISTS (SELECT FROM accounting.journal_entry r WHERE r.reverses = e.id)
      AND NOT {STANDS.format(id="e.id")}
    UNION ALL
    SELECT d.id, d.kind, d.number, d."on", d.title, d.amount
    FROM kernel.document d
    WHERE d.company = :company AND d.kind = 'supplier_invoice' AND NOT {STANDS.format(id="d.id")}
"""
