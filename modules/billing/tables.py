"""What left and waits for its bill, the bills of closing days, and the runs that made them.

What was supplied is a fact; only which bill it is on is written later, and taken back with that bill.
"""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, rate, ref, text, whole
from erp.kernel.columns import quantity as measure
from erp.masterdata.states import BillingPolicy
from erp.masterdata.tables import Company, Party, Product, TaxCode, Unit
from modules.billing.states import ClosingBillState, ClosingResult, StatementKind


class ClosingRun(Table, schema="billing", tablename="closing_run"):
    """Somebody had all customers of a closing day billed."""

    id = key()
    company = ref(Company)
    closing_on = day()
    started_by = key_of_document()
    started_at = instant()


class ClosingBill(Table, schema="billing", tablename="closing_bill"):
    """What a customer is to pay at a closing day, and how it follows from his last bill (請求書・請求明細書).

    `invoice` is the qualified invoice of the period where the bill makes one; else the invoices are among its
    documents. `balance` is all he owes, `total` what the paper asks for: only this period, when the customer
    wants it so.
    """

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    closing_on = day()
    period_from = day()
    billing = choice(BillingPolicy)
    state = choice(ClosingBillState)
    carries_balance = flag()
    currency = text()
    previous = money()
    received = money()
    adjusted = money()
    carried = money()
    sales = money()
    tax = money()
    balance = money()
    total = money()
    due_on = day()
    invoice = key_of_document(null=True)
    issued_at = instant()
    cancelled_on = day(null=True)
    reason = text(null=True)


class ClosingBillTax(Table, schema="billing", tablename="closing_bill_tax"):
    """Sales and tax of this period for one tax code and rate."""

    id = key()
    company = ref(Company)
    bill = ref(ClosingBill)
    tax_code = ref(TaxCode)
    rate = rate()
    base = money()
    tax = money()


class ClosingBillDocument(Table, schema="billing", tablename="closing_bill_document"):
    """An invoice, credit note or receipt that a bill counts; `is_before` when it stands in the first balance.

    On one bill at a time: `is_released` when that bill was cancelled.
    """

    id = key()
    company = ref(Company)
    bill = ref(ClosingBill)
    document = key_of_document()
    kind = choice(StatementKind)
    number = text()
    happened_on = day()
    amount = money()
    is_before = flag()
    is_released = flag()


class ClosingBillRendering(Table, schema="billing", tablename="closing_bill_rendering"):
    """The PDF of a bill, made once after its issue; whoever asks later gets the same bytes."""

    id = key()
    company = ref(Company)
    bill = ref(ClosingBill)
    file = key_of_document()
    template_version = text()
    rendered_at = instant()


class ClosingRunCustomer(Table, schema="billing", tablename="closing_run_customer"):
    """One customer of a run: his bill, or why there is none."""

    id = key()
    company = ref(Company)
    run = ref(ClosingRun)
    customer = ref(Party)
    result = choice(ClosingResult)
    bill = ref(ClosingBill, null=True)
    reason = text(null=True)
    message = text(null=True)


class Supply(Table, schema="billing", tablename="supply"):
    """A shipment whose sale is in the books and whose bill comes with the closing; `returns` takes one back.

    `customer` is who is billed, `delivered_to` where the goods went.
    """

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    delivered_to = ref(Party)
    shipment = key_of_document()
    sales_order = key_of_document()
    supplied_on = day()
    prices_include_tax = flag()
    base = money()
    tax = money()
    total = money()
    returns = ref("self", null=True)
    bill = ref(ClosingBill, null=True)
    origin = text()
    recorded_at = instant()


class SupplyLine(Table, schema="billing", tablename="supply_line"):
    """What was supplied; below nothing on a return, which names the line it takes back."""

    id = key()
    company = ref(Company)
    supply = ref(Supply)
    line_no = whole()
    product = ref(Product, null=True)
    description = text()
    quantity = measure()
    unit = ref(Unit, null=True)
    unit_price = money()
    discount = rate()
    amount = money()
    tax_code = ref(TaxCode)
    tax_rate = rate()
    origin_line = key_of_document()
    returns_line = ref("self", null=True)


class SupplyTax(Table, schema="billing", tablename="supply_tax"):
    """What was posted for one tax code and rate when it left; the bill posts how its own rounding differs."""

    id = key()
    company = ref(Company)
    supply = ref(Supply)
    tax_code = ref(TaxCode)
    rate = rate()
    base = money()
    tax = money()


class BillPrint(Table, schema="billing", tablename="bill_print"):
    """Bills that somebody wants as one file; `done` of `total` are in it so far.

    `file` is an archive of their PDFs, `merged` all their pages as one PDF. A worker holds it until
    `held_until`; who comes after that goes on where the other stopped.
    """

    id = key()
    company = ref(Company)
    run = ref(ClosingRun, null=True)
    total = whole()
    done = whole(default=0)
    file = key_of_document(null=True)
    merged = key_of_document(null=True)
    failure = text(null=True)
    requested_by = key_of_document()
    requested_at = instant()
    held_until = instant(null=True)
    holder = key_of_document(null=True)
    finished_at = instant(null=True)


class BillPrintItem(Table, schema="billing", tablename="bill_print_item"):
    """One bill of a file, in the order in which they lie; `attempts` that failed."""

    id = key()
    company = ref(Company)
    batch = ref(BillPrint)
    bill = ref(ClosingBill)
    place = whole()
    attempts = whole(default=0)
