"""Claims: what somebody spent, line by line, with the receipt behind each; and money given in advance.

A draft may be put right; from when it is submitted on nobody changes it, and a posted one is only answered by
its reverse.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    document_json,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    ref,
    text,
    whole,
)
from erp.kernel.columns import rate as per_cent
from erp.masterdata.states import RegistrationState
from erp.masterdata.tables import Account, Company, Department, TaxCode
from modules.expenses.states import ClaimState, PayWith
from modules.expenses.tables.cards import CardLine
from modules.expenses.tables.policy import Claimant, ExpenseKind
from modules.payables import DeductionGround, LedgerOnlyReason


class CashAdvance(Table, schema="expenses", tablename="cash_advance"):
    """Money given to somebody before it is spent (仮払); what is left of it is read off claims and returns.

    With `returns` it came back.
    """

    id = key()
    company = ref(Company)
    claimant = ref(Claimant)
    person = key_of_document()
    purpose = text()
    paid_on = day()
    bank_account = key_of_document()
    amount = money()
    currency = text()
    returns = ref("self", null=True)
    paid_by = key_of_document()
    paid_at = instant()


class ExpenseClaim(Table, schema="expenses", tablename="expense_claim"):
    """What one person asks back; `payable` is what is left for him after cards and advances."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(ClaimState)
    claimant = ref(Claimant)
    person = key_of_document()
    title = text()
    department = ref(Department, null=True)
    currency = text()
    total = money()
    payable = money()
    pay_with = choice(PayWith)
    advance = ref(CashAdvance, null=True)
    advance_used = money()
    note = text(null=True)
    drafted_by = key_of_document()
    drafted_at = instant()
    submitted_at = instant(null=True)
    return_reason = text(null=True)
    posted_on = day(null=True)
    posted_by = key_of_document(null=True)
    posted_at = instant(null=True)
    supplier_invoice = key_of_document(null=True)
    payroll_month = day(null=True)
    paid_on = day(null=True)
    cancelled_on = day(null=True)
    cancel_reason = text(null=True)


class ExpenseLine(Table, schema="expenses", tablename="expense_line"):
    """One expense, tax included; what counts of the tax is known when it is posted."""

    id = key()
    company = ref(Company)
    expense_claim = ref(ExpenseClaim)
    line_no = whole()
    expense_kind = ref(ExpenseKind)
    spent_on = day()
    shop = text(null=True)
    shop_key = text(null=True)
    amount = money()
    account = ref(Account)
    department = ref(Department, null=True)
    tax_code = ref(TaxCode)
    tax_rate = per_cent()
    base = money()
    tax = money()
    t_number = text(null=True)
    registration = choice(RegistrationState)
    registration_checked_on = day(null=True)
    published_name = text(null=True)
    ledger_only = choice(LedgerOnlyReason, null=True)
    receipt = key_of_document(null=True)
    receipt_sha256 = text(null=True)
    from_place = text(null=True)
    to_place = text(null=True)
    ways = whole(null=True)
    until = day(null=True)
    distance = quantity(null=True)
    reason = text(null=True)
    card_line = ref(CardLine, null=True)
    findings = document_json()
    ground = choice(DeductionGround, null=True)
    share = per_cent(null=True)
    deductible = money(null=True)
