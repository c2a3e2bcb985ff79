"""Bills and credit notes beside their orders, and goods that went back."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Party, Product
from modules.payables.api import SupplierInvoice
from modules.purchasing import tables
from modules.purchasing.actions.cancel_purchase_bill import cancel_purchase_bill
from modules.purchasing.actions.enter_purchase_bill import enter_purchase_bill
from modules.purchasing.actions.enter_purchase_credit import enter_purchase_credit
from modules.purchasing.actions.post_purchase_bill import post_purchase_bill
from modules.purchasing.actions.release_purchase_bill import release_purchase_bill
from modules.purchasing.actions.return_purchase import return_purchase
from modules.purchasing.api.goods import LINE, GoodsReceipt
from modules.purchasing.states import BillFinding, BillKind, PurchaseBillState

ORDER = """(SELECT o.number FROM purchasing.purchase_order_line l JOIN purchasing.purchase_order o
    ON o.id = l.purchase_order WHERE l.id = {t}.order_line)"""

CURRENCY = """(SELECT coalesce(i.foreign_currency, i.currency) FROM payables.supplier_invoice i
    WHERE i.id = {t}.supplier_invoice)"""
RATE = "(SELECT i.exchange_rate FROM payables.supplier_invoice i WHERE i.id = {t}.supplier_invoice)"


@node(tables.PurchaseBill)
class PurchaseBill:
    """A supplier's bill beside what was ordered and accepted."""

    id: ID
    number: str
    kind: BillKind
    state: PurchaseBillState
    supplier: Party = link("supplier")
    supplier_invoice: SupplierInvoice | None = link("supplier_invoice")
    currency: str | None = computed(CURRENCY)
    exchange_rate: Decimal | None = computed(RATE)
    billed_on: date
    total: Money
    difference: Money
    findings: int
    entered_at: datetime
    is_mine: bool = computed("({t}.entered_by = :actor)")
    released_at: datetime | None
    release_reason: str | None
    lines: list["PurchaseBillLine"] = children("purchase_bill", by="line_no")


@node(tables.PurchaseBillLine, part_of=PurchaseBill)
class PurchaseBillLine:
    """What is billed of an order line beside what was ordered and accepted, as found when it was entered."""

    id: ID
    line_no: int
    order_line: ID
    order_number: str = computed(ORDER)
    description: str = computed(LINE)
    quantity: Quantity
    open_quantity: Quantity
    unit_price: Money
    ordered_price: Money
    amount: Money
    expected_amount: Money
    allowance: Money
    difference: Money
    finding: BillFinding


@node(tables.PurchaseReturn)
class PurchaseReturn:
    """Goods that went back to a supplier."""

    id: ID
    number: str
    goods_receipt: GoodsReceipt = link("goods_receipt")
    purchase_order: ID
    supplier: Party = link("supplier")
    returned_on: date
    recorded_at: datetime
    reason: str
    lines: list["PurchaseReturnLine"] = children("purchase_return", by="line_no")


@node(tables.PurchaseReturnLine, part_of=PurchaseReturn)
class PurchaseReturnLine:
    """So much of a delivered line; of `credit_expected` we had the bill already."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str = computed(LINE)
    quantity: Quantity
    was_rejected: bool
    value: Money
    credit_expected: Quantity


QUERY = [
    one(PurchaseBill),
    many(
        PurchaseBill,
        filters=("state", "kind", "supplier", "billed_on"),
        search=("number", "supplier.name"),
        sorts=("number", "billed_on", "total"),
        default_sort="-number",
    ),
    one(PurchaseReturn),
    many(
        PurchaseReturn,
        filters=("supplier", "returned_on"),
        search=("number", "supplier.name", "reason"),
        sorts=("number", "returned_on"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(enter_purchase_bill, PurchaseBill),
    mutation(enter_purchase_credit, PurchaseBill),
    mutation(release_purchase_bill, PurchaseBill),
    mutation(post_purchase_bill, PurchaseBill),
    mutation(cancel_purchase_bill, PurchaseBill),
    mutation(return_purchase, PurchaseReturn),
]
