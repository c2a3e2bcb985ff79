"""What of the ledger is still to be done before a month is closed."""

from erp.kernel.closing import Area, Check

SUSPENSE = """
    SELECT count(*) FROM accounting.balances(:company, '-infinity', :until) b
    WHERE b.debit <> b.credit
      AND b.account IN (SELECT p.account FROM accounting.posting_account p
                        WHERE p.company = :company AND p.purpose IN ('SUSPENSE_PAYMENT', 'SUSPENSE_RECEIPT'))
"""
# Income and expense of an account that is taxed as a rule say their class on each line, be it another one.
UNCLASSIFIED = """
    SELECT count(*) FROM accounting.journal_line l
    JOIN accounting.journal_entry e ON e.id = l.entry
    JOIN masterdata.account a ON a.id = l.account
    JOIN masterdata.tax_code t ON t.id = a.tax_code AND t.kind <> 'OUT_OF_SCOPE'
    WHERE l.company = :company AND l.effective_on <= :until
      AND l.effective_on > (SELECT coalesce(max(p.ends_on), '-infinity') FROM accounting.period p
                            WHERE p.company = :company AND p.state = 'CLOSED')
      AND a.kind IN ('REVENUE', 'EXPENSE') AND l.tax_code IS NULL
      AND e.kind = 'ORDINARY'
      AND EXISTS (SELECT FROM accounting.posting_account p
                  WHERE p.company = :company AND p.purpose = 'OUTPUT_TAX')
"""
TAX_NOT_CLOSED = """
    SELECT count(*) FROM accounting.fiscal_year y
    WHERE y.company = :company AND y.ends_on <= :until
      AND NOT EXISTS (SELECT FROM accounting.tax_closing c
                      WHERE c.company = y.company AND c.undone_by IS NULL AND c.to_day = y.ends_on)
      AND EXISTS (SELECT FROM accounting.journal_line l
                  WHERE l.company = y.company AND l.effective_on BETWEEN y.starts_on AND y.ends_on
                    AND l.tax_rate > 0)
"""
NOT_CARRIED = """
    SELECT count(*) FROM accounting.fiscal_year y
    WHERE y.company = :company AND y.ends_on < :until
      AND EXISTS (SELECT FROM accounting.balances(y.company, y.starts_on, y.ends_on) b
                  JOIN masterdata.account a ON a.id = b.account
                  WHERE a.kind IN ('REVENUE', 'EXPENSE') AND b.debit <> b.credit)
"""
# What is open of an item on a day is what is open of it now and all that was set against it since.
RECEIVABLE_DIFFERS = """
    WITH items AS (
        SELECT i.id, i.kind, i.open_amount FROM accounting.open_item i
        WHERE i.company = :company AND i.opened_on <= :until AND i.kind IN ('RECEIVABLE', 'CREDIT')
          AND i.open_amount > 0
    ), since AS (
        SELECT m.receivable, m.credit, CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END AS amount
        FROM accounting.matching m WHERE m.company = :company AND m.matched_on > :until
    ), open AS (
        SELECT CASE WHEN i.kind = 'RECEIVABLE' THEN i.open_amount ELSE -i.open_amount END AS amount
        FROM items i
        UNION ALL
        SELECT s.amount FROM since s JOIN accounting.open_item i ON i.id = s.receivable
        WHERE i.opened_on <= :until AND i.kind = 'RECEIVABLE'
        UNION ALL
        SELECT -s.amount FROM since s JOIN accounting.open_item i ON i.id = s.credit
        WHERE i.opened_on <= :until AND i.kind = 'CREDIT'
    )
    SELECT count(*) FROM (SELECT coalesce((
        SELECT sum(b.debit - b.credit) FROM accounting.balances(:company, '-infinity', :until) b
        JOIN accounting.posting_account p ON p.account = b.account
        WHERE p.company = :company AND p.purpose = 'RECEIVABLE'), 0) AS booked,
        coalesce((SELECT sum(amount) FROM open), 0) AS open) sides
    WHERE sides.booked <> sides.open
"""

# What was refused, and monthly schedules of which this month's day was not made.
RECURRING_WAITING = """
    SELECT (SELECT count(*) FROM accounting.recurring_occurrence
            WHERE company = :company AND state = 'REFUSED' AND due_on <= :until)
         + (SELECT count(*) FROM accounting.recurring_entry r
            WHERE r.company = :company AND r.state = 'ACTIVE' AND r.rhythm <> 'YEARLY'
              AND greatest(r.starts_on, r.runs_from) <= date_trunc('month', :until::date)
              AND (r.ends_on IS NULL OR r.ends_on >= :until)
              AND NOT EXISTS (SELECT FROM accounting.recurring_occurrence o
                              WHERE o.recurring = r.id AND o.due_on <= :until
                                AND o.due_on >= date_trunc('month', :until::date)))
"""

CHECKS = (
    Check(
        name="ENTRY_DRAFTS",
        area=Area.LEDGER,
        page="accounting/entry_drafts",
        sql="""SELECT count(*) FROM accounting.entry_draft
               WHERE company = :company AND state = 'DRAFT' AND effective_on <= :until""",
    ),
    Check(
        name="RECURRING_WAITING",
        area=Area.LEDGER,
        page="accounting/recurring_entries",
        sql=RECURRING_WAITING,
    ),
    Check(
        name="ACCRUALS_WAITING",
        area=Area.LEDGER,
        page="accounting/accruals",
        sql="""SELECT (SELECT count(*) FROM accounting.accrual
                       WHERE company = :company AND state = 'WAITING' AND reverse_on <= :until)
                    + (SELECT count(*) FROM accounting.prepaid_month
                       WHERE company = :company AND entry IS NULL AND effective_on <= :until)""",
    ),
    Check(
        name="SUSPENSE_NOT_EMPTY",
        area=Area.LEDGER,
        page="accounting/trial_balance",
        sql=SUSPENSE,
        blocks=False,
    ),
    Check(
        name="TAX_UNCLASSIFIED",
        area=Area.LEDGER,
        page="accounting/consumption_tax",
        sql=UNCLASSIFIED,
        blocks=False,
    ),
    Check(
        name="TAX_NOT_CLOSED",
        area=Area.LEDGER,
        page="accounting/consumption_tax",
        sql=TAX_NOT_CLOSED,
        blocks=False,
    ),
    Check(
        name="YEAR_NOT_CARRIED",
        area=Area.LEDGER,
        page="accounting/carry_forward",
        sql=NOT_CARRIED,
        blocks=False,
    ),
    Check(name="RECEIVABLE_DIFFERS", area=Area.LEDGER, page="accounting/open_items", sql=RECEIVABLE_DIFFERS),
)
