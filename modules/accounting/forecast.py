"""What accounting knows of money to come: what customers owe, and what we owe suppliers, by their open items.

A customer who usually pays late is expected as late as he was on average over the last year; nobody is
expected early, and what is late already is expected from today on.
"""

from erp.kernel.forecast import Contribution

DELAYS = """
    SELECT r.party, greatest(round(avg(m.matched_on - r.due_on)), 0)::int AS days
    FROM accounting.matching m
    JOIN accounting.open_item r ON r.id = m.receivable AND r.kind = 'RECEIVABLE'
    JOIN accounting.open_item c ON c.id = m.credit AND c.kind = 'ADVANCE'
    WHERE m.company = :company AND m.matched_on > :today - 365 AND m.undoes IS NULL
      AND NOT EXISTS (SELECT FROM accounting.matching u WHERE u.undoes = m.id)
    GROUP BY r.party
"""
RECEIVABLES = f"""
    WITH delays AS MATERIALIZED ({DELAYS})
    SELECT greatest(i.due_on + coalesce(d.days, 0), :today), i.due_on,
           CASE i.kind WHEN 'RECEIVABLE' THEN i.open_amount ELSE -i.open_amount END,
           i.party, i.document, i.number
    FROM accounting.open_item i LEFT JOIN delays d ON d.party = i.party
    WHERE i.company = :company AND i.open_amount > 0 AND i.kind IN ('RECEIVABLE', 'CREDIT')
"""
PAYABLES = """
    SELECT greatest(i.due_on, :today), i.due_on,
           CASE i.kind WHEN 'PAYABLE' THEN -i.open_amount ELSE i.open_amount END,
           i.party, i.document, i.number
    FROM accounting.open_item i
    WHERE i.company = :company AND i.open_amount > 0 AND i.kind IN ('PAYABLE', 'SUPPLIER_CREDIT')
"""

CONTRIBUTIONS = (
    Contribution("RECEIVABLES", "売掛金の入金", "Receivables", RECEIVABLES),
    Contribution("PAYABLES", "買掛金の支払", "Payables", PAYABLES),
)
