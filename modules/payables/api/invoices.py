"""Received invoices, suppliers' credit notes, and how we deal with each supplier."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, StoredFile, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money, Rounding
from erp.masterdata.api import Account, Company, Department, Party, TaxCode
from erp.masterdata.states import RegistrationState
from modules.accounting.api import JournalEntry
from modules.payables import tables
from modules.payables.actions.cancel_supplier_invoice import cancel_supplier_invoice
from modules.payables.actions.change_supplier_invoice import change_supplier_invoice
from modules.payables.actions.draft_supplier_invoice import draft_supplier_invoice
from modules.payables.actions.import_opening_payables import import_opening_payables
from modules.payables.actions.match_supplier_credit import match_supplier_credit
from modules.payables.actions.post_supplier_invoice import post_supplier_invoice
from modules.payables.actions.recheck_supplier_invoice import recheck_supplier_invoice
from modules.payables.actions.set_payables_settings import set_payables_settings
from modules.payables.actions.set_supplier_terms import set_supplier_terms
from modules.payables.actions.undo_supplier_credit import undo_supplier_credit
from modules.payables.states import (
    DeductionGround,
    FeeBearer,
    LedgerOnlyReason,
    SettlementState,
    SupplierInvoiceKind,
    SupplierInvoiceState,
)

OPEN = """coalesce((SELECT i.open_amount FROM accounting.open_item i
    WHERE i.document = {t}.id AND {t}.state = 'POSTED'), 0)"""
SETTLEMENT = """coalesce((SELECT CASE WHEN i.open_amount = 0 THEN 'PAID'
    WHEN i.open_amount < i.amount THEN 'PARTLY_PAID' ELSE 'OPEN' END
    FROM accounting.open_item i WHERE i.document = {t}.id AND {t}.state = 'POSTED'), 'NONE')"""
# The same money asked for twice under two numbers: same supplier and total, a few days apart.
SIMILAR = """({c}.company = {t}.company AND {c}.supplier = {t}.supplier AND {c}.kind = {t}.kind
    AND {c}.total = {t}.total AND {c}.id <> {t}.id AND {c}.state <> 'CANCELLED' AND {t}.state <> 'CANCELLED'
    AND abs({c}.invoiced_on - {t}.invoiced_on) <= coalesce((SELECT s.similar_within_days
        FROM payables.payables_setting s WHERE s.company = {t}.company), 7))"""
FOREIGN_OPEN = """(CASE WHEN {t}.state = 'POSTED' THEN {t}.foreign_total - coalesce((SELECT sum(f.amount)
    FROM payables.foreign_settlement f WHERE f.supplier_invoice = {t}.id), 0) END)"""
# What the law lets a protected supplier ask for what we still owe him, from the day after.
LATE_INTEREST = f"""(CASE WHEN {{t}}.kind = 'INVOICE' AND {{t}}.pay_by < :today THEN
    trunc({OPEN} * coalesce(masterdata.statutory_value('LATE_INTEREST', :today), 0)
          * (:today - {{t}}.pay_by) / 36500) ELSE 0 END)"""
NAME_DIFFERS = """({t}.published_name IS NOT NULL
    AND regexp_replace(normalize({t}.published_name, NFKC), '\\s', '', 'g') <> (
        SELECT regexp_replace(normalize(p.name, NFKC), '\\s', '', 'g') FROM masterdata.party p
        WHERE p.id = {t}.supplier))"""


@node(tables.SupplierInvoice)
class SupplierInvoice:
    """A received invoice or a supplier's credit note."""

    id: ID
    number: str
    kind: SupplierInvoiceKind
    state: SupplierInvoiceState
    settlement: SettlementState = computed(SETTLEMENT)
    company: Company = link("company")
    supplier: Party = link("supplier")
    is_self_billed: bool
    supplier_number: str | None
    invoiced_on: date
    supplied_on: date
    received_on: date
    booked_on: date
    due_on: date
    pay_by: date | None
    is_overdue: bool = computed(f"({{t}}.kind = 'INVOICE' AND {{t}}.due_on < :today AND {OPEN} > 0)")
    is_due_too_late: bool = computed("coalesce({t}.due_on > {t}.pay_by, false)")
    currency: str
    prices_include_tax: bool
    tax_rounding: Rounding
    subtotal: Money
    tax_total: Money
    total: Money
    deductible_tax: Money
    withholds: bool
    tax_stated: bool
    withheld: Money
    payable: Money
    open_amount: Money = computed(OPEN)
    t_number: str | None
    registration: RegistrationState
    registration_checked_on: date | None
    registration_source: str | None
    published_name: str | None
    name_differs: bool = computed(NAME_DIFFERS)
    ledger_only: LedgerOnlyReason | None
    evidence: StoredFile | None = link("evidence")
    note: str | None
    origin: str
    drafted_at: datetime
    posted_at: datetime | None
    cancelled_on: date | None
    cancel_reason: str | None
    foreign_currency: str | None
    exchange_rate: Decimal | None
    rate_agreed: bool
    foreign_total: Decimal | None
    foreign_open: Decimal | None = computed(FOREIGN_OPEN)
    tax_waits: bool
    tax_counted_on: date | None
    late_interest: Money = computed(LATE_INTEREST)
    credits: "SupplierInvoice | None" = link("credits")
    credit_notes: list["SupplierInvoice"] = computed_children("{c}.credits = {t}.id", by="number", expected=1)
    similar: list["SupplierInvoice"] = computed_children(SIMILAR, by="number", expected=1)
    lines: list["SupplierInvoiceLine"] = children("supplier_invoice", by="line_no")
    taxes: list["SupplierInvoiceTax"] = children("supplier_invoice", by="rate", expected=3)
    journal_entries: list[JournalEntry] = computed_children("{c}.cause = {t}.id", by="number", expected=2)


@node(tables.SupplierInvoiceLine, part_of=SupplierInvoice)
class SupplierInvoiceLine:
    """What was bought, and what of it went to its account."""

    id: ID
    line_no: int
    description: str
    account: Account = link("account")
    department: Department | None = link("department")
    tax_code: TaxCode = link("tax_code")
    tax_rate: Decimal
    amount: Money
    cost: Money | None
    foreign_amount: Decimal | None


@node(tables.SupplierInvoiceTax, part_of=SupplierInvoice)
class SupplierInvoiceTax:
    """The tax of one class and rate, and how much of it counts."""

    id: ID
    tax_code: TaxCode = link("tax_code")
    rate: Decimal
    base: Money
    tax: Money
    ground: DeductionGround | None
    share: Decimal | None
    covered: Money | None
    deductible: Money | None


@node(tables.SupplierTerm)
class SupplierTerm:
    """How we deal with a supplier."""

    id: ID
    supplier: Party = link("supplier")
    is_covered: bool
    is_freelancer: bool
    fee_bearer: FeeBearer
    agreed_next_business_day: bool
    withholds: bool
    account: Account | None = link("account")
    no_objection_days: int | None
    currency: str | None
    note: str | None


@node(tables.PayablesSetting)
class PayablesSetting:
    """A company's own choices about what it pays."""

    id: ID
    deduction_rounding: Rounding
    uses_small_purchases: bool
    similar_within_days: int
    second_approval_from: Money | None


QUERY = [
    one(SupplierInvoice),
    many(
        SupplierInvoice,
        filters=(
            "kind",
            "state",
            "settlement",
            "supplier",
            "registration",
            "booked_on",
            "due_on",
            "is_overdue",
            "open_amount",
            "total",
        ),
        search=("number", "supplier_number", "supplier.name"),
        sorts=("number", "booked_on", "due_on", "total"),
        default_sort="-number",
    ),
    many(SupplierTerm, filters=("supplier", "is_covered"), sorts=("supplier",), default_sort="supplier"),
    many(PayablesSetting, sorts=("similar_within_days",), default_sort="similar_within_days"),
]
MUTATION = [
    mutation(draft_supplier_invoice, SupplierInvoice),
    mutation(change_supplier_invoice, SupplierInvoice),
    mutation(post_supplier_invoice, SupplierInvoice),
    mutation(cancel_supplier_invoice, SupplierInvoice),
    mutation(recheck_supplier_invoice, SupplierInvoice),
    mutation(import_opening_payables, SupplierInvoice),
    mutation(match_supplier_credit, SupplierInvoice),
    mutation(undo_supplier_credit, SupplierInvoice),
    mutation(set_supplier_terms, SupplierTerm),
    mutation(set_payables_settings, PayablesSetting),
]
