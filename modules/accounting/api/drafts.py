"""What waits to be posted: drafts of entries, accruals to be taken back, prepaid expenses to be spread."""

from datetime import date, datetime

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party, TaxCode
from modules.accounting import tables
from modules.accounting.actions.change_entry_draft import change_entry_draft
from modules.accounting.actions.change_ledger_setting import change_ledger_setting
from modules.accounting.actions.discard_entry_draft import discard_entry_draft
from modules.accounting.actions.draft_entry import draft_entry
from modules.accounting.actions.post_accrual import post_accrual
from modules.accounting.actions.post_entry_draft import post_entry_draft
from modules.accounting.actions.post_prepaid_month import post_prepaid_month
from modules.accounting.actions.reverse_accrual import reverse_accrual
from modules.accounting.actions.spread_prepaid_expense import spread_prepaid_expense
from modules.accounting.api.ledger import JournalEntry
from modules.accounting.routine_states import AccrualState, EntryDraftState, PrepaidState
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry

SIDE_SUM = "(SELECT coalesce(sum(l.amount), 0) FROM accounting.entry_draft_line l \
WHERE l.draft = {{t}}.id AND l.side = '{side}')"
LEFT = "(SELECT coalesce(sum(m.amount), 0) FROM accounting.prepaid_month m \
WHERE m.prepaid = {t}.id AND m.entry IS NULL)"


@node(tables.EntryDraft)
class EntryDraft:
    """An entry that is written down and not in the books yet."""

    id: ID
    effective_on: date
    description: str
    state: EntryDraftState
    drafted_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.drafted_by)")
    drafted_at: datetime
    debit: Money = computed(SIDE_SUM.format(side="DEBIT"))
    credit: Money = computed(SIDE_SUM.format(side="CREDIT"))
    entry: JournalEntry | None = link("entry")
    lines: list["EntryDraftLine"] = children("draft", by="line_no", expected=5)


@node(tables.EntryDraftLine, part_of=EntryDraft)
class EntryDraftLine:
    """One side of a draft."""

    id: ID
    line_no: int
    account: Account = link("account")
    side: Side
    amount: Money
    party: Party | None = link("party")
    tax_code: TaxCode | None = link("tax_code")
    tax_entry: TaxEntry
    department: Department | None = link("department")
    memo: str | None


@node(tables.Accrual)
class Accrual:
    """An entry and its reverse on a day that was set when it was posted."""

    id: ID
    entry: JournalEntry = link("entry")
    reverse_on: date
    state: AccrualState
    reversal: JournalEntry | None = link("reversal")
    refusal: str | None


@node(tables.PrepaidExpense)
class PrepaidExpense:
    """An amount paid ahead that becomes an expense month by month."""

    id: ID
    description: str
    amount: Money
    months: int
    first_month: date
    prepaid_account: Account = link("prepaid_account")
    expense_account: Account = link("expense_account")
    party: Party | None = link("party")
    department: Department | None = link("department")
    entry: JournalEntry | None = link("entry")
    state: PrepaidState
    left: Money = computed(LEFT)
    shares: list["PrepaidMonth"] = children("prepaid", by="line_no", expected=12)


@node(tables.PrepaidMonth, part_of=PrepaidExpense)
class PrepaidMonth:
    """The share of one month."""

    id: ID
    prepaid: PrepaidExpense = link("prepaid")
    line_no: int
    effective_on: date
    amount: Money
    entry: JournalEntry | None = link("entry")
    refusal: str | None


@node(tables.LedgerSetting)
class LedgerSetting:
    """How the company keeps its books, where that is its own choice."""

    id: ID
    drafts_need_second_person: bool
    withholding_half_yearly: bool


QUERY = [
    one(EntryDraft),
    many(
        EntryDraft,
        filters=("state", "effective_on"),
        search=("description",),
        sorts=("effective_on",),
        default_sort="effective_on",
    ),
    many(Accrual, filters=("state", "reverse_on"), sorts=("reverse_on",), default_sort="-reverse_on"),
    one(PrepaidExpense),
    many(PrepaidExpense, filters=("state",), search=("description",), sorts=("first_month",),
         default_sort="-first_month"),
    many(LedgerSetting),
]  # fmt: skip
MUTATION = [
    mutation(draft_entry, EntryDraft),
    mutation(change_entry_draft, EntryDraft),
    mutation(post_entry_draft, EntryDraft),
    mutation(discard_entry_draft, EntryDraft),
    mutation(post_accrual, Accrual),
    mutation(reverse_accrual, Accrual),
    mutation(spread_prepaid_expense, PrepaidExpense),
    mutation(post_prepaid_month, PrepaidExpense),
    mutation(change_ledger_setting, LedgerSetting),
]
