"""The books as people and programs read them: entries, accounts, months."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party, TaxCode
from modules.accounting import tables
from modules.accounting.actions.change_posting_account import change_posting_account
from modules.accounting.actions.close_period import close_period
from modules.accounting.actions.open_fiscal_year import open_fiscal_year
from modules.accounting.actions.post_entry import post_entry
from modules.accounting.actions.reopen_period import reopen_period
from modules.accounting.actions.reverse_entry import reverse_entry
from modules.accounting.actions.set_up_books import set_up_books
from modules.accounting.rules.taxed_line import Bookkeeping, TaxUse
from modules.accounting.states import EntryKind, PeriodState, PostingPurpose


@node(tables.JournalEntry)
class JournalEntry:
    """A balanced entry. It never changes; its reverse answers it."""

    id: ID
    number: str
    effective_on: date
    recorded_at: datetime
    description: str
    origin: str
    late_from: date | None
    kind: EntryKind
    template: str | None = computed(
        "(SELECT t.name || ' v' || v.version FROM accounting.entry_template_version v"
        " JOIN accounting.entry_template t ON t.id = v.template WHERE v.id = {t}.template_version)"
    )
    total: Money = computed(
        "(SELECT coalesce(sum(l.debit), 0) FROM accounting.journal_line l WHERE l.entry = {t}.id)"
    )
    posted_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.posted_by)")
    cause: Document | None = link("cause")
    reverses: "JournalEntry | None" = link("reverses")
    reversed_by: "list[JournalEntry]" = computed_children("{c}.reverses = {t}.id", by="number")
    lines: list["JournalLine"] = children("entry", by="line_no")


@node(tables.JournalLine, part_of=JournalEntry)
class JournalLine:
    """One side of an entry."""

    id: ID
    line_no: int
    entry: JournalEntry = link("entry")
    account: Account = link("account")
    debit: Money
    credit: Money
    currency: str
    party: Party | None = link("party")
    tax_code: TaxCode | None = link("tax_code")
    department: Department | None = link("department")
    effective_on: date
    recorded_at: datetime = computed(
        "(SELECT e.recorded_at FROM accounting.journal_entry e WHERE e.id = {t}.entry)"
    )
    memo: str | None
    tax_rate: Decimal | None
    tax_base: Money | None
    tax_amount: Money | None
    tax_use: TaxUse | None
    creditable_share: Decimal | None


@node(tables.FiscalYear)
class FiscalYear:
    """The months whose profit is one figure."""

    id: ID
    name: str
    starts_on: date
    ends_on: date
    bookkeeping: Bookkeeping
    periods: list["Period"] = children("fiscal_year", by="starts_on", expected=12)


@node(tables.Period, part_of=FiscalYear)
class Period:
    """A month of the books."""

    id: ID
    fiscal_year: FiscalYear = link("fiscal_year")
    starts_on: date
    ends_on: date
    state: PeriodState
    closed_at: datetime | None
    closed_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.closed_by)")
    reopen_reason: str | None


@node(tables.PostingAccount)
class PostingAccount:
    """The account to which documents post for a purpose."""

    id: ID
    purpose: PostingPurpose
    account: Account = link("account")


QUERY = [
    one(JournalEntry),
    many(
        JournalEntry,
        filters=("effective_on", "recorded_at", "origin"),
        search=("number", "description"),
        sorts=("number", "effective_on", "recorded_at"),
        default_sort="-number",
    ),
    many(
        JournalLine,
        filters=("account", "party", "effective_on", "recorded_at"),
        sorts=("effective_on",),
        default_sort="-effective_on",
    ),
    many(FiscalYear, sorts=("starts_on",), default_sort="-starts_on"),
    many(
        Period, filters=("state", "starts_on", "fiscal_year"), sorts=("starts_on",), default_sort="-starts_on"
    ),
    many(PostingAccount, sorts=("purpose",), default_sort="purpose"),
]
MUTATION = [
    mutation(post_entry, JournalEntry),
    mutation(reverse_entry, JournalEntry),
    mutation(set_up_books, FiscalYear),
    mutation(open_fiscal_year, FiscalYear),
    mutation(close_period, Period),
    mutation(reopen_period, Period),
    mutation(change_posting_account, PostingAccount),
]
