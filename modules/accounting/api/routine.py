"""What comes again: templates of entries, schedules and what came of them."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party, TaxCode
from modules.accounting import tables
from modules.accounting.actions.end_recurring_entry import end_recurring_entry
from modules.accounting.actions.pause_recurring_entry import pause_recurring_entry
from modules.accounting.actions.post_from_template import post_from_template
from modules.accounting.actions.post_occurrence import post_occurrence
from modules.accounting.actions.register_entry_template import register_entry_template
from modules.accounting.actions.resume_recurring_entry import resume_recurring_entry
from modules.accounting.actions.retire_entry_template import retire_entry_template
from modules.accounting.actions.revise_entry_template import revise_entry_template
from modules.accounting.actions.run_recurring_entry import run_recurring_entry
from modules.accounting.actions.schedule_recurring_entry import schedule_recurring_entry
from modules.accounting.actions.skip_occurrence import skip_occurrence
from modules.accounting.api.drafts import EntryDraft
from modules.accounting.api.ledger import JournalEntry
from modules.accounting.previewing import template_preview
from modules.accounting.routine_states import OccurrenceState, RecurringState
from modules.accounting.rules.entry_template import AmountKind
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.recurrence import Rhythm
from modules.accounting.rules.taxed_line import TaxEntry

OWNER = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.owner)"
LATEST = "{c}.version = (SELECT v.id FROM accounting.entry_template_version v \
WHERE v.template = {t}.id AND v.version = {t}.version)"


@node(tables.EntryTemplate)
class EntryTemplate:
    """A kind of entry that comes again."""

    id: ID
    name: str
    version: int
    is_active: bool
    owner: ID | None
    owner_name: str | None = computed(OWNER)
    review_on: date | None
    description: str = computed(
        "(SELECT v.description FROM accounting.entry_template_version v"
        " WHERE v.template = {t}.id AND v.version = {t}.version)"
    )
    asks_amount: bool = computed(
        "EXISTS (SELECT FROM accounting.entry_template_line l JOIN accounting.entry_template_version v"
        " ON v.id = l.version WHERE v.template = {t}.id AND v.version = {t}.version"
        " AND l.amount_kind NOT IN ('FIXED', 'REST'))"
    )
    asks_party: bool = computed(
        "EXISTS (SELECT FROM accounting.entry_template_line l JOIN accounting.entry_template_version v"
        " ON v.id = l.version WHERE v.template = {t}.id AND v.version = {t}.version AND l.asks_party)"
    )
    lines: list["EntryTemplateLine"] = computed_children(LATEST, by="line_no", expected=5)
    versions: list["EntryTemplateVersion"] = children("template", by="version", expected=3)


@node(tables.EntryTemplateVersion, part_of=EntryTemplate)
class EntryTemplateVersion:
    """A template as it was written once."""

    id: ID
    version: int
    description: str
    written_at: datetime
    written_by: str | None = computed("(SELECT u.name FROM access.app_user u WHERE u.id = {t}.written_by)")
    lines: list["EntryTemplateLine"] = children("version", by="line_no", expected=5)


@node(tables.EntryTemplateLine, part_of=EntryTemplate)
class EntryTemplateLine:
    """One side of a template."""

    id: ID
    line_no: int
    account: Account = link("account")
    side: Side
    amount_kind: AmountKind
    value: Money | None
    tax_code: TaxCode | None = link("tax_code")
    tax_entry: TaxEntry
    department: Department | None = link("department")
    party: Party | None = link("party")
    asks_party: bool
    memo: str | None


@row
class TemplatePreviewLine:
    """One side of the entry a template would make."""

    account_code: str
    account_name: str
    debit: Money
    credit: Money
    memo: str | None


@node(tables.RecurringEntry)
class RecurringEntry:
    """A template that is posted by the calendar."""

    id: ID
    name: str
    template: EntryTemplate = link("template")
    amount: Money | None
    party: Party | None = link("party")
    department: Department | None = link("department")
    rhythm: Rhythm
    day_of_month: int | None
    month: int | None
    starts_on: date
    ends_on: date | None
    posts: bool
    state: RecurringState
    waiting: int = computed(
        "(SELECT count(*) FROM accounting.recurring_occurrence o"
        " WHERE o.recurring = {t}.id AND o.state = 'REFUSED')"
    )
    last_due_on: date | None = computed(
        "(SELECT max(o.due_on) FROM accounting.recurring_occurrence o WHERE o.recurring = {t}.id)"
    )
    occurrences: list["RecurringOccurrence"] = children("recurring", by="due_on", expected=12)


@node(tables.RecurringOccurrence, part_of=RecurringEntry)
class RecurringOccurrence:
    """One day on which a recurring entry fell due, and what came of it."""

    id: ID
    recurring: RecurringEntry = link("recurring")
    due_on: date
    state: OccurrenceState
    entry: JournalEntry | None = link("entry")
    draft: EntryDraft | None = link("draft")
    refusal: str | None
    reason: str | None
    tried_at: datetime


QUERY = [
    one(EntryTemplate),
    many(
        EntryTemplate,
        filters=("is_active",),
        search=("name",),
        sorts=("name", "review_on"),
        default_sort="name",
    ),
    report(
        "template_preview",
        TemplatePreviewLine,
        run=template_preview,
        args={"template": ID, "amount": Money | None, "on": date | None},
        permission="accounting.read_entry_template",
        expected=5,
    ),
    one(RecurringEntry),
    many(RecurringEntry, filters=("state",), search=("name",), sorts=("name",), default_sort="name"),
    many(
        RecurringOccurrence,
        filters=("state", "due_on", "recurring"),
        sorts=("due_on",),
        default_sort="-due_on",
    ),
]
MUTATION = [
    mutation(register_entry_template, EntryTemplate),
    mutation(revise_entry_template, EntryTemplate),
    mutation(retire_entry_template, EntryTemplate),
    mutation(post_from_template, JournalEntry),
    mutation(schedule_recurring_entry, RecurringEntry),
    mutation(pause_recurring_entry, RecurringEntry),
    mutation(resume_recurring_entry, RecurringEntry),
    mutation(end_recurring_entry, RecurringEntry),
    mutation(run_recurring_entry, RecurringEntry),
    mutation(post_occurrence, RecurringOccurrence),
    mutation(skip_occurrence, RecurringOccurrence),
]
