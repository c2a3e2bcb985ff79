"""What expenses wants to be true before a month is closed."""

from erp.kernel.closing import Area, Check

SUBMITTED = """
    SELECT count(*) FROM expenses.expense_claim c
    WHERE c.company = :company AND c.state = 'SUBMITTED'
      AND EXISTS (SELECT FROM expenses.expense_line l WHERE l.expense_claim = c.id AND l.spent_on <= :until)
"""
UNCLAIMED = """
    SELECT count(*) FROM expenses.card_line l
    WHERE l.company = :company AND l.used_on <= :until AND l.amount > 0
      AND NOT EXISTS (SELECT FROM expenses.expense_line e
                      JOIN expenses.expense_claim c ON c.id = e.expense_claim
                      WHERE e.card_line = l.id AND c.state IN ('POSTED', 'PAYING', 'PAID'))
"""
# Somebody has to look for money that was given long ago (仮払金 is cleared before the year ends).
ADVANCES = """
    SELECT count(*) FROM expenses.cash_advance a
    WHERE a.company = :company AND a.returns IS NULL AND a.paid_on <= :until
      AND a.amount > coalesce((SELECT sum(r.amount) FROM expenses.cash_advance r
                               WHERE r.returns = a.id AND r.paid_on <= :until), 0)
                   + coalesce((SELECT sum(c.advance_used) FROM expenses.expense_claim c
                               WHERE c.advance = a.id AND c.state IN ('POSTED', 'PAYING', 'PAID')
                                 AND c.posted_on <= :until), 0)
"""

CHECKS = (
    Check("EXPENSE_CLAIMS_NOT_POSTED", Area.PURCHASING, "expenses/claims_all", SUBMITTED),
    Check("CARD_LINES_NOT_CLAIMED", Area.PURCHASING, "expenses/card_lines", UNCLAIMED, blocks=False),
    Check("CASH_ADVANCES_OPEN", Area.CASH, "expenses/advances", ADVANCES, blocks=False),
)
