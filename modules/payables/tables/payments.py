"""Money that goes out: to which account, in which run, approved by whom, and when it left.

Payments and approvals are facts; accounts and runs have a life.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    choice,
    day,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    ref,
    text,
    whole,
)
from erp.kernel.money import ZERO
from erp.masterdata.tables import Company, Party
from modules.payables.states import (
    AccountType,
    PaymentRunState,
    SalaryRunKind,
    SalaryRunState,
    SupplierAccountState,
)
from modules.payables.tables.invoices import SupplierInvoice


class SupplierAccount(Table, schema="payables", tablename="supplier_account"):
    """An account of a supplier; used only after a second person has confirmed it, kept when another
    follows.
    """

    id = key()
    company = ref(Company)
    supplier = ref(Party)
    state = choice(SupplierAccountState)
    bank_code = text()
    bank_name = text()
    branch_code = text()
    branch_name = text()
    account_type = choice(AccountType)
    account_number = text()
    holder = text()
    call_back = text(null=True)
    proposed_by = key_of_document()
    proposed_at = instant()
    decided_by = key_of_document(null=True)
    decided_at = instant(null=True)


class TransferAccount(Table, schema="payables", tablename="transfer_account"):
    """What a bank wants to know of an account of ours in a transfer file, and what it takes for a
    transfer.
    """

    id = key()
    company = ref(Company)
    bank_account = key_of_document()
    bank_code = text()
    bank_name = text()
    branch_code = text()
    branch_name = text()
    account_type = choice(AccountType)
    account_number = text()
    requester_code = text()
    salary_code = text(null=True)
    requester_name = text()
    line_breaks = flag(default=True)
    fee = money()


class PaymentRun(Table, schema="payables", tablename="payment_run"):
    """A list of what is to be paid on a day from one account of ours."""

    id = key()
    company = ref(Company)
    number = text()
    state = choice(PaymentRunState)
    pay_on = day()
    due_until = day()
    bank_account = key_of_document()
    currency = text()
    total = money()
    drafted_by = key_of_document()
    drafted_at = instant()
    proposed_by = key_of_document(null=True)
    proposed_at = instant(null=True)
    file = key_of_document(null=True)
    filed_at = instant(null=True)
    paid_on = day(null=True)
    cancel_reason = text(null=True)


class PaymentRunLine(Table, schema="payables", tablename="payment_run_line"):
    """So much of an invoice; of a credit note, so much is taken off what this supplier gets."""

    id = key()
    company = ref(Company)
    payment_run = ref(PaymentRun)
    line_no = whole()
    supplier_invoice = ref(SupplierInvoice)
    supplier = ref(Party)
    is_credit = flag()
    amount = money()


class PaymentRunTransfer(Table, schema="payables", tablename="payment_run_transfer"):
    """One transfer to one supplier, as it was proposed: what he is owed less what he bears of the fee."""

    id = key()
    company = ref(Company)
    payment_run = ref(PaymentRun)
    line_no = whole()
    supplier = ref(Party)
    supplier_account = ref(SupplierAccount, null=True)
    owed = money()
    fee_withheld = money()
    amount = money()


class PaymentApproval(Table, schema="payables", tablename="payment_approval"):
    """Somebody else looked at a proposed run and said yes."""

    id = key()
    company = ref(Company)
    payment_run = ref(PaymentRun)
    proposed_at = instant()
    approved_by = key_of_document()
    approved_at = instant()


class Payment(Table, schema="payables", tablename="payment"):
    """Money that went to a supplier; `fee` is what the bank took and we bear. With `returns` it came back."""

    id = key()
    company = ref(Company)
    number = text()
    supplier = ref(Party)
    paid_on = day()
    bank_account = key_of_document()
    supplier_account = ref(SupplierAccount, null=True)
    payment_run = ref(PaymentRun, null=True)
    settled = money()
    amount = money()
    fee = money()
    currency = text()
    memo = text(null=True)
    returns = ref("self", null=True)
    foreign_currency = text(null=True)
    foreign_amount = money(null=True)
    exchange_rate = quantity(null=True)
    exchange_difference = money(default=ZERO)
    recorded_by = key_of_document()
    recorded_at = instant()


class SalaryRun(Table, schema="payables", tablename="salary_run"):
    """Salaries or bonuses to be transferred on a payday."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(SalaryRunKind)
    state = choice(SalaryRunState)
    pay_on = day()
    bank_account = key_of_document()
    currency = text()
    total = money()
    proposed_by = key_of_document()
    proposed_at = instant()
    approved_by = key_of_document(null=True)
    approved_at = instant(null=True)
    file = key_of_document(null=True)
    filed_at = instant(null=True)
    paid_on = day(null=True)
    entry = key_of_document(null=True)
    cancel_reason = text(null=True)


class SalaryRunLine(Table, schema="payables", tablename="salary_run_line"):
    """What one employee gets, and where."""

    id = key()
    company = ref(Company)
    salary_run = ref(SalaryRun)
    line_no = whole()
    employee_number = text()
    department_number = text()
    name = text()
    bank_code = text()
    bank_name = text()
    branch_code = text()
    branch_name = text()
    account_type = choice(AccountType)
    account_number = text()
    amount = money()
