"""Money that goes out: suppliers' accounts, payment runs with their transfers, and payments."""

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
from erp.kernel.money import Money
from erp.masterdata.api import Party
from modules.accounting.api import BankAccount, JournalEntry
from modules.payables import tables
from modules.payables.actions.approve_payment_run import approve_payment_run
from modules.payables.actions.cancel_payment_run import cancel_payment_run
from modules.payables.actions.change_payment_run import change_payment_run
from modules.payables.actions.confirm_supplier_account import confirm_supplier_account
from modules.payables.actions.draft_payment_run import draft_payment_run
from modules.payables.actions.make_payment_file import make_payment_file
from modules.payables.actions.post_payment_run import post_payment_run
from modules.payables.actions.propose_payment_run import propose_payment_run
from modules.payables.actions.propose_supplier_account import propose_supplier_account
from modules.payables.actions.record_payment import record_payment
from modules.payables.actions.reject_supplier_account import reject_supplier_account
from modules.payables.actions.return_payment import return_payment
from modules.payables.actions.set_transfer_account import set_transfer_account
from modules.payables.actions.withdraw_payment_run import withdraw_payment_run
from modules.payables.api.invoices import SupplierInvoice
from modules.payables.states import AccountType, PaymentRunState, SupplierAccountState

WHO = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.%s)"
OPEN = """coalesce((SELECT i.open_amount FROM accounting.open_item i
    WHERE i.document = {t}.supplier_invoice), 0)"""
PAY_BY = "(SELECT v.pay_by FROM payables.supplier_invoice v WHERE v.id = {t}.supplier_invoice)"
PAY_ON = "(SELECT r.pay_on FROM payables.payment_run r WHERE r.id = {t}.payment_run)"
LATE_LINES = """(SELECT count(*) FROM payables.payment_run_line l JOIN payables.supplier_invoice v
    ON v.id = l.supplier_invoice WHERE l.payment_run = {t}.id AND v.pay_by < {t}.pay_on)"""
APPROVED = "{c}.payment_run = {t}.id AND {c}.proposed_at = {t}.proposed_at"
PAID = """{c}.id IN (SELECT v.id FROM payables.supplier_invoice v
    JOIN accounting.open_item d ON d.document = v.id
    JOIN accounting.matching m ON m.receivable = d.id AND m.undoes IS NULL
    JOIN accounting.open_item p ON p.id = m.credit WHERE p.document = {t}.id)"""


@node(tables.SupplierAccount)
class SupplierAccount:
    """An account of a supplier, in use or once in use."""

    id: ID
    supplier: Party = link("supplier")
    state: SupplierAccountState
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: AccountType
    account_number: str
    holder: str
    call_back: str | None
    proposed_by: str | None = computed(WHO % "proposed_by")
    proposed_at: datetime
    decided_by: str | None = computed(WHO % "decided_by")
    decided_at: datetime | None
    proposed_by_me: bool = computed("{t}.proposed_by = :actor")
    in_use: "SupplierAccount | None" = computed_link(
        "{c}.company = {t}.company AND {c}.supplier = {t}.supplier AND {c}.state = 'CONFIRMED'"
        " AND {c}.id <> {t}.id"
    )


@node(tables.TransferAccount)
class TransferAccount:
    """What a bank wants to know of an account of ours in a transfer file."""

    id: ID
    bank_account: BankAccount = link("bank_account")
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: AccountType
    account_number: str
    requester_code: str
    salary_code: str | None
    requester_name: str
    line_breaks: bool
    fee: Money


@node(tables.PaymentRun)
class PaymentRun:
    """A list of what is to be paid on a day from one account of ours."""

    id: ID
    number: str
    state: PaymentRunState
    pay_on: date
    due_until: date
    bank_account: BankAccount = link("bank_account")
    currency: str
    total: Money
    late_lines: int = computed(LATE_LINES)
    drafted_at: datetime
    drafted_by: str | None = computed(WHO % "drafted_by")
    proposed_by: str | None = computed(WHO % "proposed_by")
    proposed_at: datetime | None
    proposed_by_me: bool = computed("coalesce({t}.proposed_by = :actor, false)")
    file: StoredFile | None = link("file")
    filed_at: datetime | None
    paid_on: date | None
    cancel_reason: str | None
    lines: list["PaymentRunLine"] = children("payment_run", by="line_no", expected=50)
    transfers: list["PaymentRunTransfer"] = children("payment_run", by="line_no", expected=20)
    approvals: list["PaymentApproval"] = computed_children(APPROVED, by="approved_at", expected=2)
    payments: list["Payment"] = computed_children("{c}.payment_run = {t}.id", by="number", expected=20)


@node(tables.PaymentRunLine, part_of=PaymentRun)
class PaymentRunLine:
    """So much of an invoice; of a credit note, so much is taken off."""

    id: ID
    line_no: int
    supplier_invoice: SupplierInvoice = link("supplier_invoice")
    supplier: Party = link("supplier")
    is_credit: bool
    amount: Money
    open_amount: Money = computed(OPEN)
    is_too_late: bool = computed(f"coalesce({PAY_BY} < {PAY_ON}, false)")


@node(tables.PaymentRunTransfer, part_of=PaymentRun)
class PaymentRunTransfer:
    """One transfer to one supplier, as it was proposed."""

    id: ID
    line_no: int
    supplier: Party = link("supplier")
    account: SupplierAccount | None = computed_link("{c}.id = {t}.supplier_account")
    owed: Money
    fee_withheld: Money
    amount: Money


@node(tables.PaymentApproval, part_of=PaymentRun)
class PaymentApproval:
    """Somebody else said yes."""

    id: ID
    approved_by: str | None = computed(WHO % "approved_by")
    approved_at: datetime


@node(tables.Payment)
class Payment:
    """Money that went to a supplier, or (`returns`) came back."""

    id: ID
    number: str
    supplier: Party = link("supplier")
    paid_on: date
    bank_account: BankAccount = link("bank_account")
    payment_run: PaymentRun | None = link("payment_run")
    settled: Money
    amount: Money
    fee: Money
    currency: str
    memo: str | None
    recorded_at: datetime
    foreign_currency: str | None
    foreign_amount: Decimal | None
    exchange_rate: Decimal | None
    exchange_difference: Money
    returns: "Payment | None" = link("returns")
    returned_by: list["Payment"] = computed_children("{c}.returns = {t}.id", by="number", expected=1)
    invoices: list[SupplierInvoice] = computed_children(PAID, by="number", expected=3)
    journal_entries: list[JournalEntry] = computed_children("{c}.cause = {t}.id", by="number", expected=1)


QUERY = [
    one(SupplierAccount),
    many(
        SupplierAccount,
        filters=("supplier", "state"),
        search=("supplier.name", "holder"),
        sorts=("proposed_at",),
        default_sort="-proposed_at",
    ),
    many(TransferAccount, filters=("bank_account",), sorts=("bank_code",), default_sort="bank_code"),
    one(PaymentRun),
    many(
        PaymentRun,
        filters=("state", "pay_on"),
        search=("number",),
        sorts=("number", "pay_on", "total"),
        default_sort="-number",
    ),
    one(Payment),
    many(
        Payment,
        filters=("supplier", "paid_on", "bank_account", "payment_run"),
        search=("number", "supplier.name", "memo"),
        sorts=("number", "paid_on", "amount"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(propose_supplier_account, SupplierAccount),
    mutation(confirm_supplier_account, SupplierAccount),
    mutation(reject_supplier_account, SupplierAccount),
    mutation(set_transfer_account, TransferAccount),
    mutation(draft_payment_run, PaymentRun),
    mutation(change_payment_run, PaymentRun),
    mutation(propose_payment_run, PaymentRun),
    mutation(withdraw_payment_run, PaymentRun),
    mutation(approve_payment_run, PaymentRun),
    mutation(make_payment_file, PaymentRun),
    mutation(post_payment_run, PaymentRun),
    mutation(cancel_payment_run, PaymentRun),
    mutation(record_payment, Payment),
    mutation(return_payment, Payment),
]
