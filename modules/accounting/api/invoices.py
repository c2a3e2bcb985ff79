"""Invoices, credit notes, receipts and what is open between a customer and us."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import (
    ID,
    StoredFile,
    children,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    one,
)
from erp.api.register_fields import Document
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Company, Department, Party, Product, TaxCode, Unit
from erp.masterdata.states import PartyKind
from modules.accounting import tables
from modules.accounting.actions.cancel_invoice import cancel_invoice
from modules.accounting.actions.issue_credit_note import issue_credit_note
from modules.accounting.actions.issue_invoice import issue_invoice
from modules.accounting.actions.match_credit_note import match_credit_note
from modules.accounting.actions.match_receipt import match_receipt
from modules.accounting.actions.record_receipt import record_receipt
from modules.accounting.actions.register_bank_account import register_bank_account
from modules.accounting.actions.return_receipt import return_receipt
from modules.accounting.actions.undo_matching import undo_matching
from modules.accounting.api.ledger import JournalEntry
from modules.accounting.rendering import MOST_TRIES
from modules.accounting.reports.aged_receivables import bucket_sql
from modules.accounting.rules.aging import AgeBucket
from modules.accounting.settled import CREDITED, OPEN, STATE
from modules.accounting.states import (
    FeeTreatment,
    InvoiceForm,
    InvoiceKind,
    InvoiceState,
    OpenItemKind,
    RenderingState,
)

ENTRIES = "{c}.cause = {t}.id"
MATCHED = """{c}.id IN (SELECT m.id FROM accounting.matching m JOIN accounting.open_item i
    ON i.id = m.receivable OR i.id = m.credit WHERE i.document = {t}.id)"""
UNDONE = "EXISTS (SELECT FROM accounting.matching u WHERE u.undoes = {t}.id)"


# Names as of the issue; older invoices, which kept none, show those of now.
ISSUER = "coalesce({t}.issuer, accounting.issuer_of({t}.company, {t}.issued_on))"
RECIPIENT = "coalesce({t}.recipient, accounting.recipient_of({t}.customer))"
FORM = "coalesce({t}.form, CASE WHEN {t}.kind = 'CREDIT_NOTE' THEN 'RETURN' ELSE 'QUALIFIED' END)"
RENDERING = f"""(SELECT CASE
    WHEN EXISTS (SELECT FROM accounting.invoice_rendering r WHERE r.invoice = {{t}}.id) THEN 'READY'
    ELSE coalesce((SELECT CASE WHEN q.attempts >= {MOST_TRIES} THEN 'FAILED' ELSE 'WAITING' END
                     FROM accounting.rendering_request q WHERE q.invoice = {{t}}.id), 'NONE') END)"""


@node(tables.BankAccount)
class BankAccount:
    """An account of ours at a bank."""

    id: ID
    name: str
    account: Account = link("account")
    is_default: bool
    is_active: bool
    printed_as: str | None


@node(tables.Invoice, registered_as=("invoice", "credit_note"))
class Invoice:
    """A qualified invoice, or the credit note that answers one."""

    id: ID
    number: str
    kind: InvoiceKind
    state: InvoiceState = computed(STATE)
    company: Company = link("company")
    customer: Party = link("customer")
    issued_on: date
    due_on: date
    currency: str
    prices_include_tax: bool
    subtotal: Money
    tax_total: Money
    total: Money
    open_amount: Money = computed(OPEN)
    credited: Money = computed(CREDITED)
    is_overdue: bool = computed(f"({{t}}.kind = 'INVOICE' AND {{t}}.due_on < :today AND {OPEN} > 0)")
    origin: str
    reason: str | None
    issued_at: datetime
    credits: "Invoice | None" = link("credits")
    department: Department | None = link("department")
    form: InvoiceForm = computed(FORM)
    supplied_from: date = computed("coalesce({t}.supplied_from, {t}.issued_on)")
    supplied_to: date = computed("coalesce({t}.supplied_to, {t}.issued_on)")
    replaces: "Invoice | None" = computed_link("{c}.id = {t}.replaces")
    replaced_by: "Invoice | None" = computed_link("{c}.replaces = {t}.id")
    is_obligatory: bool
    discount: Money
    note: str | None
    issuer_name: str = computed(f"({ISSUER} ->> 'name')")
    issuer_number: str | None = computed(f"({ISSUER} ->> 't_number')")
    issuer_postal_code: str | None = computed(f"({ISSUER} ->> 'postal_code')")
    issuer_address: str | None = computed(f"({ISSUER} ->> 'address')")
    issuer_phone: str | None = computed(f"({ISSUER} ->> 'phone')")
    issuer_bank: str | None = computed(
        f"(SELECT string_agg(b.each, E'\\n') FROM jsonb_array_elements_text({ISSUER} -> 'bank') AS b (each))"
    )
    recipient_name: str = computed(f"({RECIPIENT} ->> 'name')")
    recipient_kind: PartyKind = computed(f"({RECIPIENT} ->> 'kind')")
    recipient_postal_code: str | None = computed(f"({RECIPIENT} ->> 'postal_code')")
    recipient_address: str | None = computed(
        f"nullif(concat_ws(' ', {RECIPIENT} ->> 'address', {RECIPIENT} ->> 'building'), '')"
    )
    rendering_state: RenderingState = computed(RENDERING)
    pdf: StoredFile | None = computed_link(
        "{c}.id = (SELECT r.file FROM accounting.invoice_rendering r WHERE r.invoice = {t}.id)"
    )
    credit_notes: list["Invoice"] = computed_children("{c}.credits = {t}.id", by="number")
    lines: list["InvoiceLine"] = children("invoice", by="line_no")
    taxes: list["InvoiceTax"] = children("invoice", by="rate", expected=3)
    matchings: list["Matching"] = computed_children(MATCHED, by="matched_at", expected=3)
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number", expected=2)


@node(tables.InvoiceLine, part_of=Invoice)
class InvoiceLine:
    """What the customer pays for."""

    id: ID
    line_no: int
    product: Product | None = link("product")
    description: str
    quantity: Quantity
    unit: Unit | None = link("unit")
    unit_price: Money
    discount: Decimal
    amount: Money
    tax_code: TaxCode = link("tax_code")
    tax_rate: Decimal
    rate_reason: str | None
    origin_line: ID | None
    supplied_on: date | None
    credited_quantity: Quantity = computed(
        "(SELECT coalesce(sum(c.quantity), 0) FROM accounting.invoice_line c WHERE c.credits_line = {t}.id)"
    )


@node(tables.InvoiceTax, part_of=Invoice)
class InvoiceTax:
    """The amounts of one tax class and rate and their tax, rounded once."""

    id: ID
    tax_code: TaxCode = link("tax_code")
    rate: Decimal
    base: Money
    tax: Money
    discount: Money


@node(tables.Receipt)
class Receipt:
    """Money that came in from a customer, or (`returns`) went back to him."""

    id: ID
    number: str
    customer: Party = link("customer")
    received_on: date
    bank_account: BankAccount = link("bank_account")
    amount: Money
    fee: Money
    fee_as: FeeTreatment
    difference: Money
    difference_account: Account | None = link("difference_account")
    currency: str
    unmatched: Money = computed(OPEN)
    memo: str | None
    origin: str
    recorded_at: datetime
    returns: "Receipt | None" = link("returns")
    returned_by: list["Receipt"] = computed_children("{c}.returns = {t}.id", by="number", expected=1)
    matchings: list["Matching"] = computed_children(MATCHED, by="matched_at", expected=3)
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number", expected=2)


@node(tables.OpenItem)
class OpenItem:
    """What is open of an invoice, a credit note or a receipt."""

    id: ID
    kind: OpenItemKind
    party: Party = link("party")
    document: Document | None = link("document")
    invoice: Invoice | None = computed_link("{c}.id = {t}.document")
    receipt: Receipt | None = computed_link("{c}.id = {t}.document")
    number: str
    opened_on: date
    due_on: date
    currency: str
    amount: Money
    open_amount: Money
    days_late: int = computed("greatest(0, :today - {t}.due_on)")
    bucket: AgeBucket = computed(f"({bucket_sql('{t}.due_on', ':today')})")


@node(tables.Matching, part_of=OpenItem)
class Matching:
    """So much of a credit was set against a receivable; `undoes` names the matching that it takes back."""

    id: ID
    receivable: OpenItem = link("receivable")
    credit: OpenItem = link("credit")
    amount: Money
    currency: str
    matched_on: date
    matched_at: datetime
    undoes: "Matching | None" = link("undoes")
    is_undone: bool = computed(UNDONE)
    reason: str | None


QUERY = [
    one(Invoice),
    many(
        Invoice,
        filters=("kind", "state", "customer", "issued_on", "due_on", "is_overdue"),
        search=("number", "customer.name"),
        sorts=("number", "issued_on", "due_on", "total"),
        default_sort="-number",
    ),
    one(Receipt),
    many(
        Receipt,
        filters=("customer", "received_on", "unmatched", "bank_account"),
        search=("number", "customer.name", "memo"),
        sorts=("number", "received_on", "amount"),
        default_sort="-number",
    ),
    many(
        OpenItem,
        filters=("kind", "party", "due_on", "document"),
        search=("number", "party.name"),
        sorts=("due_on", "number", "open_amount"),
        default_sort="due_on",
        where="{t}.open_amount > 0 AND {t}.kind IN ('RECEIVABLE', 'CREDIT', 'ADVANCE')",
    ),
    many(BankAccount, filters=("is_active",), sorts=("name",), default_sort="name"),
]
MUTATION = [
    mutation(issue_invoice, Invoice),
    mutation(issue_credit_note, Invoice),
    mutation(cancel_invoice, Invoice),
    mutation(record_receipt, Receipt),
    mutation(return_receipt, Receipt),
    mutation(match_receipt, Receipt),
    mutation(match_credit_note, Invoice),
    mutation(undo_matching, Matching),
    mutation(register_bank_account, BankAccount),
]
