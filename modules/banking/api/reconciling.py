"""Does the bank say what the books say: by account and day, with everything that is between them."""

from datetime import date

from erp.api import ID, report, row
from erp.kernel.money import Money
from modules.banking.proposals import UNLINKED


@row
class Reconciliation:
    """ledger + waiting lines - unlinked entries = the balance the bank told."""

    bank_account: ID
    name: str
    account_code: str
    statement_on: date | None
    statement_balance: Money | None
    moved_since: Money
    ledger_balance: Money
    waiting_lines: int
    waiting_amount: Money
    unlinked_entries: int
    unlinked_amount: Money
    difference: Money | None


@row
class UnlinkedEntry:
    """A line of the bank account in the books that no statement has told yet."""

    journal_line: ID
    entry: ID
    number: str
    effective_on: date
    description: str
    debit: Money
    credit: Money


RECONCILIATION = f"""
    SELECT b.id AS bank_account, b.name, a.code AS account_code, s.to_on AS statement_on,
           s.closing AS statement_balance, since.amount AS moved_since, books.balance AS ledger_balance,
           w.count AS waiting_lines, w.amount AS waiting_amount,
           u.count AS unlinked_entries, u.amount AS unlinked_amount,
           books.balance + w.amount - u.amount - s.closing - since.amount AS difference
    FROM accounting.bank_account b
    JOIN masterdata.account a ON a.id = b.account
    CROSS JOIN LATERAL (SELECT coalesce(:as_of::date, :today::date) AS day) d
    LEFT JOIN LATERAL (
        SELECT s.to_on, s.closing FROM banking.bank_statement s
        JOIN banking.bank_import i ON i.id = s.bank_import
        WHERE s.bank_account = b.id AND s.to_on <= d.day AND s.closing IS NOT NULL AND i.undone_at IS NULL
        ORDER BY s.to_on DESC, s.number DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(CASE l.direction WHEN 'IN' THEN l.amount ELSE -l.amount END), 0) AS amount
        FROM banking.statement_line l WHERE l.bank_account = b.id AND l.state <> 'WITHDRAWN'
          AND l.booked_on > s.to_on AND l.booked_on <= d.day) since
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(j.debit - j.credit), 0) AS balance FROM accounting.journal_line j
        WHERE j.company = b.company AND j.account = b.account AND j.effective_on <= d.day) books
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS count,
               coalesce(sum(CASE l.direction WHEN 'IN' THEN l.amount ELSE -l.amount END), 0) AS amount
        FROM banking.statement_line l
        WHERE l.bank_account = b.id AND l.booked_on <= d.day AND l.state = 'OPEN') w
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS count, coalesce(sum(j.debit - j.credit), 0) AS amount
        FROM accounting.journal_line j
        WHERE j.company = b.company AND j.account = b.account AND j.effective_on <= d.day AND {UNLINKED}) u
    WHERE b.company = :company AND b.is_active ORDER BY b.name
"""
UNLINKED_ENTRIES = f"""
    SELECT j.id AS journal_line, e.id AS entry, e.number, e.effective_on, e.description, j.debit, j.credit
    FROM accounting.bank_account b
    JOIN accounting.journal_line j ON j.company = b.company AND j.account = b.account
    JOIN accounting.journal_entry e ON e.id = j.entry
    WHERE b.id = :bank_account AND b.company = :company AND {UNLINKED}
      AND (:amount::numeric IS NULL OR j.debit + j.credit = :amount)
    ORDER BY e.effective_on DESC, e.number DESC LIMIT 200
"""

# What a line may be that is in the books already: on its account, in its direction, about its time.
BOOKED_FOR_LINE = f"""
    SELECT j.id AS journal_line, e.id AS entry, e.number, e.effective_on, e.description, j.debit, j.credit
    FROM banking.statement_line l
    JOIN accounting.bank_account b ON b.id = l.bank_account
    JOIN accounting.journal_line j ON j.company = l.company AND j.account = b.account
        AND j.effective_on BETWEEN l.booked_on - 31 AND l.booked_on + 31
        AND CASE l.direction WHEN 'IN' THEN j.debit ELSE j.credit END = l.amount
    JOIN accounting.journal_entry e ON e.id = j.entry
    WHERE l.id = :line AND l.company = :company AND l.state = 'OPEN' AND {UNLINKED}
    ORDER BY abs(j.effective_on - l.booked_on), e.number LIMIT 20
"""

QUERY = [
    report(
        "booked_for_line",
        UnlinkedEntry,
        sql=BOOKED_FOR_LINE,
        args={"line": ID},
        permission="banking.read_bank_statement",
    ),
    report(
        "bank_reconciliation",
        Reconciliation,
        sql=RECONCILIATION,
        args={"as_of": date | None},
        permission="banking.read_bank_statement",
    ),
    report(
        "unlinked_entries",
        UnlinkedEntry,
        sql=UNLINKED_ENTRIES,
        args={"bank_account": ID, "amount": Money | None},
        permission="banking.read_bank_statement",
    ),
]
