"""What comes again: templates of entries, what is posted by the calendar, and what waits to be posted.

A version of a template never changes, so an entry can always say by which words it was made.
"""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text, whole
from erp.masterdata.tables import Account, Company, Department, Party, TaxCode
from modules.accounting.routine_states import (
    AccrualState,
    EntryDraftState,
    OccurrenceState,
    PrepaidState,
    RecurringState,
)
from modules.accounting.rules.entry_template import AmountKind
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.recurrence import Rhythm
from modules.accounting.rules.taxed_line import TaxEntry
from modules.accounting.tables.ledger import JournalEntry


class EntryTemplate(Table, schema="accounting", tablename="entry_template"):
    """A kind of entry that comes again, looked after by somebody; its lines are those of its last version."""

    id = key()
    company = ref(Company)
    name = text()
    version = whole()
    is_active = flag(default=True)
    owner = key_of_document(null=True)
    review_on = day(null=True)


class EntryTemplateVersion(Table, schema="accounting", tablename="entry_template_version"):
    """A template as it was written once."""

    id = key()
    company = ref(Company)
    template = ref(EntryTemplate)
    version = whole()
    description = text()
    written_by = key_of_document()
    written_at = instant()


class EntryTemplateLine(Table, schema="accounting", tablename="entry_template_line"):
    """One side of a version; `value` is the fixed amount, or the share in per cent."""

    id = key()
    company = ref(Company)
    version = ref(EntryTemplateVersion)
    line_no = whole()
    account = ref(Account)
    side = choice(Side)
    amount_kind = choice(AmountKind)
    value = money(null=True)
    tax_code = ref(TaxCode, null=True)
    tax_entry = choice(TaxEntry)
    department = ref(Department, null=True)
    party = ref(Party, null=True)
    asks_party = flag()
    memo = text(null=True)


class RecurringEntry(Table, schema="accounting", tablename="recurring_entry"):
    """A template that is posted by the calendar; what fell due before `runs_from` is left out."""

    id = key()
    company = ref(Company)
    name = text()
    template = ref(EntryTemplate)
    amount = money(null=True)
    party = ref(Party, null=True)
    department = ref(Department, null=True)
    rhythm = choice(Rhythm)
    day_of_month = whole(null=True)
    month = whole(null=True)
    starts_on = day()
    ends_on = day(null=True)
    runs_from = day()
    posts = flag()
    state = choice(RecurringState)


class EntryDraft(Table, schema="accounting", tablename="entry_draft"):
    """An entry that is written down and not in the books yet."""

    id = key()
    company = ref(Company)
    effective_on = day()
    description = text()
    template_version = ref(EntryTemplateVersion, null=True)
    state = choice(EntryDraftState)
    drafted_by = key_of_document()
    drafted_at = instant()
    entry = ref(JournalEntry, null=True)


class EntryDraftLine(Table, schema="accounting", tablename="entry_draft_line"):
    """One side of a draft."""

    id = key()
    company = ref(Company)
    draft = ref(EntryDraft)
    line_no = whole()
    account = ref(Account)
    side = choice(Side)
    amount = money()
    party = ref(Party, null=True)
    tax_code = ref(TaxCode, null=True)
    tax_entry = choice(TaxEntry)
    department = ref(Department, null=True)
    memo = text(null=True)


class RecurringOccurrence(Table, schema="accounting", tablename="recurring_occurrence"):
    """One day on which a recurring entry fell due, and what came of it; `refusal` says why nothing did."""

    id = key()
    company = ref(Company)
    recurring = ref(RecurringEntry)
    due_on = day()
    state = choice(OccurrenceState)
    entry = ref(JournalEntry, null=True)
    draft = ref(EntryDraft, null=True)
    refusal = text(null=True)
    reason = text(null=True)
    tried_at = instant()


class Accrual(Table, schema="accounting", tablename="accrual"):
    """An entry that is taken back on a day that was set when it was posted."""

    id = key()
    company = ref(Company)
    entry = ref(JournalEntry)
    reverse_on = day()
    state = choice(AccrualState)
    reversal = ref(JournalEntry, null=True)
    refusal = text(null=True)


class PrepaidExpense(Table, schema="accounting", tablename="prepaid_expense"):
    """An amount paid ahead that becomes an expense month by month."""

    id = key()
    company = ref(Company)
    description = text()
    amount = money()
    months = whole()
    first_month = day()
    prepaid_account = ref(Account)
    expense_account = ref(Account)
    party = ref(Party, null=True)
    department = ref(Department, null=True)
    entry = ref(JournalEntry, null=True)
    state = choice(PrepaidState)


class PrepaidMonth(Table, schema="accounting", tablename="prepaid_month"):
    """The share of one month; `entry` once it is an expense."""

    id = key()
    company = ref(Company)
    prepaid = ref(PrepaidExpense)
    line_no = whole()
    effective_on = day()
    amount = money()
    entry = ref(JournalEntry, null=True)
    refusal = text(null=True)


class LedgerSetting(Table, schema="accounting", tablename="ledger_setting"):
    """How a company keeps its books, where that is its own choice."""

    id = key()
    company = ref(Company, unique=True)
    drafts_need_second_person = flag()
    withholding_half_yearly = flag()


__all__ = [
    "Accrual",
    "EntryDraft",
    "EntryDraftLine",
    "EntryTemplate",
    "EntryTemplateLine",
    "EntryTemplateVersion",
    "LedgerSetting",
    "PrepaidExpense",
    "PrepaidMonth",
    "RecurringEntry",
    "RecurringOccurrence",
]
