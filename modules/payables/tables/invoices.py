"""What suppliers ask us to pay, and how we deal with each of them.

A draft may still be put right; a posted invoice is only answered by its reverse.
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
from erp.kernel.columns import rate as per_cent
from erp.kernel.money import Rounding
from erp.masterdata.states import RegistrationState
from erp.masterdata.tables import Account, Company, Department, Party, TaxCode
from modules.payables.states import (
    DeductionGround,
    FeeBearer,
    LedgerOnlyReason,
    SupplierInvoiceKind,
    SupplierInvoiceState,
)


class PayablesSetting(Table, schema="payables", tablename="payables_setting"):
    """A company's own choices: rounding of what counts, the small-amount exception, when two must approve."""

    id = key()
    company = ref(Company)
    deduction_rounding = choice(Rounding)
    uses_small_purchases = flag()
    similar_within_days = whole()
    second_approval_from = money(null=True)


class SupplierTerm(Table, schema="payables", tablename="supplier_term"):
    """How we deal with a supplier: protected by law, who bears the fee, what is withheld, the usual
    account.
    """

    id = key()
    company = ref(Company)
    supplier = ref(Party)
    is_covered = flag()
    is_freelancer = flag(default=False)
    fee_bearer = choice(FeeBearer)
    agreed_next_business_day = flag()
    withholds = flag()
    account = ref(Account, null=True)
    no_objection_days = whole(null=True)
    currency = text(null=True)
    note = text(null=True)


class SupplierInvoice(Table, schema="payables", tablename="supplier_invoice"):
    """A received invoice or a supplier's credit note; the tax authority's view of it stays as it was seen.

    Every amount is in the company's currency; what the paper says in another one stands beside it.
    """

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(SupplierInvoiceKind)
    state = choice(SupplierInvoiceState)
    supplier = ref(Party)
    is_self_billed = flag(default=False)
    supplier_number = text(null=True)
    number_key = text(null=True)
    invoiced_on = day()
    supplied_on = day()
    received_on = day()
    booked_on = day()
    due_on = day()
    pay_by = day(null=True)
    currency = text()
    prices_include_tax = flag()
    tax_rounding = choice(Rounding)
    subtotal = money()
    tax_total = money()
    total = money()
    deductible_tax = money()
    withholds = flag()
    tax_stated = flag(default=True)
    withheld = money()
    payable = money()
    t_number = text(null=True)
    registration = choice(RegistrationState)
    registration_checked_on = day(null=True)
    registration_source = text(null=True)
    published_name = text(null=True)
    ledger_only = choice(LedgerOnlyReason, null=True)
    credits = ref("self", null=True)
    evidence = key_of_document(null=True)
    note = text(null=True)
    origin = text()
    drafted_by = key_of_document()
    drafted_at = instant()
    posted_by = key_of_document(null=True)
    posted_at = instant(null=True)
    cancelled_on = day(null=True)
    cancel_reason = text(null=True)
    tax_waits = flag(default=False)
    tax_counted_on = day(null=True)
    foreign_currency = text(null=True)
    exchange_rate = quantity(null=True)
    rate_agreed = flag(default=False)
    foreign_total = money(null=True)


class SupplierInvoiceLine(Table, schema="payables", tablename="supplier_invoice_line"):
    """What was bought: `amount` as on the paper, `cost` what goes to the account, known when posted."""

    id = key()
    company = ref(Company)
    supplier_invoice = ref(SupplierInvoice)
    line_no = whole()
    description = text()
    account = ref(Account)
    department = ref(Department, null=True)
    tax_code = ref(TaxCode)
    tax_rate = per_cent()
    amount = money()
    cost = money(null=True)
    foreign_amount = money(null=True)


class SupplierInvoiceTax(Table, schema="payables", tablename="supplier_invoice_tax"):
    """The tax of one class and rate: as stated, and how much of it counts and why, known when posted."""

    id = key()
    company = ref(Company)
    supplier_invoice = ref(SupplierInvoice)
    tax_code = ref(TaxCode)
    rate = per_cent()
    base = money()
    tax = money()
    ground = choice(DeductionGround, null=True)
    share = per_cent(null=True)
    covered = money(null=True)
    deductible = money(null=True)
