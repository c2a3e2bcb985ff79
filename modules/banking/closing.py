"""What has to be true of the bank before a month is closed."""

from erp.kernel.closing import Area, Check

CHECKS = (
    Check(
        name="UNMATCHED_CASH",
        area=Area.CASH,
        page="banking/desk",
        sql="""SELECT count(*) FROM banking.statement_line l
               WHERE l.company = :company AND l.booked_on <= :until AND l.state = 'OPEN'""",
    ),
    Check(
        name="SUSPENDED_LINES",
        area=Area.CASH,
        page="banking/desk",
        blocks=False,
        sql="""SELECT count(*) FROM banking.statement_line l
               WHERE l.company = :company AND l.booked_on <= :until AND l.state = 'SUSPENDED'""",
    ),
    Check(
        name="STATEMENT_MISSING",
        area=Area.CASH,
        page="banking/statements",
        blocks=False,
        sql="""SELECT count(*) FROM banking.account_at_bank a
               WHERE a.company = :company AND NOT EXISTS (
                   SELECT FROM banking.bank_statement s JOIN banking.bank_import i ON i.id = s.bank_import
                   WHERE s.bank_account = a.bank_account AND i.undone_at IS NULL
                     AND s.to_on >= date_trunc('month', :until::date)
                     AND s.from_on <= :until)""",
    ),
)
