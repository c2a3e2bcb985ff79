"""What programs and pages may ask of billing, and what they may have it do."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

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
    report,
    row,
)
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Company, Party, Product, TaxCode, Unit
from erp.masterdata.states import BillingPolicy
from modules.accounting.api import BATCH_STATE, BatchState, Invoice
from modules.billing import tables
from modules.billing.actions.cancel_closing_bill import cancel_closing_bill
from modules.billing.actions.close_customer import close_customer
from modules.billing.actions.close_customers import close_customers
from modules.billing.actions.print_closing_bills import print_closing_bills
from modules.billing.actions.record_bill_receipt import record_bill_receipt
from modules.billing.preview import closing_preview
from modules.billing.states import ClosingBillState, ClosingResult, StatementKind

OPEN = """(SELECT coalesce(sum(i.open_amount), 0) FROM billing.closing_bill_document d
    JOIN accounting.open_item i ON i.document = d.document AND i.kind = 'RECEIVABLE'
    WHERE d.bill = {t}.id AND NOT d.is_released)"""


def _counted(result: str) -> str:
    return f"(SELECT count(*) FROM billing.closing_run_customer c WHERE c.run = {{t}}.id{result})"


@node(tables.ClosingBill)
class ClosingBill:
    """What a customer is to pay at a closing day, and how it follows from his last bill."""

    id: ID
    number: str
    company: Company = link("company")
    customer: Party = link("customer")
    closing_on: date
    period_from: date
    billing: BillingPolicy
    state: ClosingBillState
    carries_balance: bool
    currency: str
    previous: Money
    received: Money
    adjusted: Money
    carried: Money
    sales: Money
    tax: Money
    balance: Money
    total: Money
    open_amount: Money = computed(OPEN)
    due_on: date
    issued_at: datetime
    cancelled_on: date | None
    reason: str | None
    paper: StoredFile | None = computed_link(
        "{c}.id = (SELECT r.file FROM billing.closing_bill_rendering r WHERE r.bill = {t}.id)"
    )
    invoice: Invoice | None = computed_link("{c}.id = {t}.invoice")
    taxes: list["ClosingBillTax"] = children("bill", by="rate", expected=3)
    documents: list["ClosingBillDocument"] = computed_children(
        "{c}.bill = {t}.id AND NOT {c}.is_before", by="happened_on", expected=20
    )
    supplies: list["Supply"] = children("bill", by="supplied_on", expected=20)


@node(tables.ClosingBillTax, part_of=ClosingBill)
class ClosingBillTax:
    """Sales and tax of this period for one tax code and rate."""

    id: ID
    tax_code: TaxCode = link("tax_code")
    rate: Decimal
    base: Money
    tax: Money


@node(tables.ClosingBillDocument, part_of=ClosingBill)
class ClosingBillDocument:
    """An invoice, credit note or receipt that the bill counts."""

    id: ID
    kind: StatementKind
    number: str
    happened_on: date
    amount: Money
    currency: str = computed("(SELECT b.currency FROM billing.closing_bill b WHERE b.id = {t}.bill)")


@node(tables.Supply)
class Supply:
    """A shipment that is billed at the closing day, or goods that came back of one."""

    id: ID
    number: str
    customer: Party = link("customer")
    delivered_to: Party = link("delivered_to")
    supplied_on: date
    prices_include_tax: bool
    base: Money
    tax: Money
    total: Money
    currency: str = computed("(SELECT c.currency FROM masterdata.company c WHERE c.id = {t}.company)")
    is_billed: bool = computed("{t}.bill IS NOT NULL")
    bill: ClosingBill | None = link("bill")
    returns: "Supply | None" = link("returns")
    lines: list["SupplyLine"] = children("supply", by="line_no", expected=5)


@node(tables.SupplyLine, part_of=Supply)
class SupplyLine:
    """What was supplied; below nothing when it came back."""

    id: ID
    line_no: int
    product: Product | None = link("product")
    description: str
    quantity: Quantity
    unit: Unit | None = link("unit")
    unit_price: Money
    discount: Decimal
    amount: Money
    currency: str = computed("(SELECT c.currency FROM masterdata.company c WHERE c.id = {t}.company)")
    tax_code: TaxCode = link("tax_code")
    tax_rate: Decimal


@node(tables.ClosingRun)
class ClosingRun:
    """All customers of a closing day, billed one after the other."""

    id: ID
    closing_on: date
    started_at: datetime
    in_all: int = computed(_counted(""))
    waiting: int = computed(_counted(" AND c.result = 'PENDING'"))
    billed: int = computed(_counted(" AND c.result = 'BILLED'"))
    nothing: int = computed(_counted(" AND c.result = 'NOTHING'"))
    refused: int = computed(_counted(" AND c.result = 'REFUSED'"))


@node(tables.ClosingRunCustomer, part_of=ClosingRun)
class ClosingRunCustomer:
    """One customer of a run: his bill, or why there is none."""

    id: ID
    run: ClosingRun = link("run")
    customer: Party = link("customer")
    result: ClosingResult
    bill: ClosingBill | None = link("bill")
    reason: str | None
    message: str | None


@node(tables.BillPrint, permission="billing.read_closing_bill")
class BillPrint:
    """Closing bills that somebody wants as one file."""

    id: ID
    run: ClosingRun | None = link("run")
    state: BatchState = computed(BATCH_STATE)
    total: int
    done: int
    file: StoredFile | None = link("file")
    merged: StoredFile | None = link("merged")
    requested_at: datetime
    finished_at: datetime | None


@row
class ClosingPreview:
    """What the bill of one customer would say."""

    customer_id: ID
    customer_number: str
    customer_name: str
    shipments: int
    previous: Money
    received: Money
    adjusted: Money
    carried: Money
    sales: Money
    tax: Money
    total: Money
    bill_id: ID | None
    remark: str | None


QUERY = [
    one(ClosingBill),
    many(
        ClosingBill,
        filters=("customer", "closing_on", "state", "billing", "due_on"),
        search=("number", "customer.name", "customer.name_kana"),
        sorts=("number", "closing_on", "due_on", "total"),
        default_sort="-number",
    ),
    many(
        Supply,
        filters=("customer", "supplied_on", "is_billed"),
        search=("number", "customer.name"),
        sorts=("supplied_on", "number"),
        default_sort="-supplied_on",
    ),
    one(ClosingRun),
    many(ClosingRun, filters=("closing_on",), sorts=("started_at", "closing_on"), default_sort="-started_at"),
    many(
        ClosingRunCustomer,
        filters=("run", "result", "customer"),
        search=("customer.name",),
        sorts=("result",),
        default_sort="-result",
    ),
    one(BillPrint),
    many(BillPrint, filters=("run",), sorts=("requested_at",), default_sort="-requested_at"),
    report(
        "closing_preview",
        ClosingPreview,
        run=closing_preview,
        permission="billing.read_closing_bill",
        args={"closing_on": date, "customer": UUID | None},
        expected=50,
    ),
]
MUTATION = [
    mutation(close_customer, ClosingBill),
    mutation(close_customers, ClosingRun),
    mutation(cancel_closing_bill, ClosingBill),
    mutation(record_bill_receipt, ClosingBill),
    mutation(print_closing_bills, BillPrint),
]
