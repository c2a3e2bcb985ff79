"""What of the ledger is still to be done before a month is closed."""

from erp.kernel.closing import Area, Check

ACCOUNT = "(SELECT p.account FROM accounting.posting_account p \
WHERE p.company = :company AND p.purpose = '{purpose}')"
SUSPENSE = """
    SELECT count(*) FROM (
        SELECT l.account FROM accounting.journal_line l
        WHERE l.company = :company AND l.effective_on <= :until
          AND l.account IN (SELECT p.account FROM accounting.posting_account p
                            WHERE p.company = :company
                              AND p.purpose IN ('SUSPENSE_PAYMENT', 'SUSPENSE_RECEIPT'))
        GROUP BY l.account HAVING sum(l.debit) <> sum(l.credit)
    ) suspense
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
      AND EXISTS (SELECT FROM accounting.journal_line l JOIN masterdata.account a ON a.id = l.account
                  WHERE l.company = y.company AND l.effective_on BETWEEN y.starts_on AND y.ends_on
                    AND a.kind IN ('REVENUE', 'EXPENSE')
                  GROUP BY l.account HAVING sum(l.debit) <> sum(l.credit))
"""
RECEIVABLE_DIFFERS = f"""
    SELECT count(*) FROM (
        SELECT coalesce((SELECT sum(l.debit - l.credit) FROM accounting.journal_line l
                         WHERE l.company = :company AND l.effective_on <= :until
                           AND l.account = {ACCOUNT.format(purpose="RECEIVABLE")}), 0) AS booked,
               coalesce((SELECT sum(CASE WHEN i.kind = 'RECEIVABLE' THEN left_over ELSE -left_over END) FROM (
                   SELECT i.kind, i.amount - coalesce((
                       SELECT sum(CASE WHEN m.undoes IS NULL THEN m.amount ELSE -m.amount END)
                       FROM accounting.matching m
                       WHERE m.matched_on <= :until AND (m.receivable = i.id OR m.credit = i.id)), 0)
                       AS left_over
                   FROM accounting.open_item i
                   WHERE i.company = :company AND i.opened_on <= :until AND i.kind IN ('RECEIVABLE', 'CREDIT')
               ) i), 0) AS open
    ) sides WHERE sides.booked <> sides.open
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
