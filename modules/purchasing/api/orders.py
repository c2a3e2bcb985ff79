"""Orders to suppliers, how far each has come, and what is to be done next."""

from datetime import date, datetime

from erp.api import ID, StoredFile, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Department, Party, Product, TaxCode, Unit, Warehouse
from modules.purchasing import tables
from modules.purchasing.actions.cancel_purchase_order import cancel_purchase_order
from modules.purchasing.actions.change_purchase_order import change_purchase_order
from modules.purchasing.actions.close_purchase_order import close_purchase_order
from modules.purchasing.actions.draft_purchase_order import draft_purchase_order
from modules.purchasing.actions.order_proposals import order_proposals
from modules.purchasing.actions.place_purchase_order import place_purchase_order
from modules.purchasing.actions.receive_purchase_order import receive_purchase_order
from modules.purchasing.api.goods import GoodsReceipt
from modules.purchasing.states import OrderFinding, PurchaseOrderState, PurchaseProgress, Waiting

OPEN = "greatest({t}.quantity - {t}.received + {t}.rejected, 0)"
WAITS = "({t}.received - {t}.accepted - {t}.rejected)"
UNBILLED = "({t}.accepted - {t}.returned - {t}.billed)"
# Whoever has to do the next thing; what is nearest to the goods comes first.
WAITS_FOR = """(CASE
    WHEN {t}.state = 'CANCELLED' THEN 'NOBODY'
    WHEN {t}.state = 'DRAFT' THEN CASE WHEN EXISTS (SELECT FROM approval.approval_case c
        WHERE c.document = {t}.id AND c.state = 'PENDING') THEN 'APPROVER' ELSE 'BUYER' END
    WHEN EXISTS (SELECT FROM purchasing.purchase_order_line l WHERE l.purchase_order = {t}.id
        AND l.accepted + l.rejected < l.received) THEN 'INSPECTOR'
    ELSE coalesce((SELECT min(CASE b.state WHEN 'EXCEPTION' THEN 'RELEASER' ELSE 'BOOKKEEPER' END)
        FROM purchasing.purchase_bill b JOIN purchasing.purchase_bill_line k ON k.purchase_bill = b.id
        JOIN purchasing.purchase_order_line l ON l.id = k.order_line
        WHERE l.purchase_order = {t}.id AND b.state IN ('EXCEPTION', 'MATCHED', 'RELEASED')),
      CASE WHEN EXISTS (SELECT FROM purchasing.purchase_order_line l WHERE l.purchase_order = {t}.id
        AND (({t}.state = 'ORDERED' AND l.received - l.rejected < l.quantity)
             OR l.accepted - l.returned <> l.billed)) THEN 'SUPPLIER' ELSE 'NOBODY' END) END)"""
FINDING = """coalesce((SELECT CASE WHEN {t}.quantity * {t}.factor < s.minimum_order THEN 'BELOW_MINIMUM'
        WHEN s.order_multiple > 0 AND {t}.quantity * {t}.factor % s.order_multiple <> 0
        THEN 'NOT_A_MULTIPLE' END
    FROM purchasing.supplier_product s JOIN purchasing.purchase_order o ON o.id = {t}.purchase_order
    WHERE s.company = {t}.company AND s.product = {t}.product AND s.supplier = o.supplier), 'NONE')"""
IS_LATE = """({t}.state = 'ORDERED' AND EXISTS (SELECT FROM purchasing.purchase_order_line l
    WHERE l.purchase_order = {t}.id AND l.received - l.rejected < l.quantity
      AND coalesce(l.expected_on, {t}.expected_on) < :today))"""


@node(tables.PurchaseOrder)
class PurchaseOrder:
    """What we want from a supplier, and how far it has come."""

    id: ID
    number: str
    state: PurchaseOrderState
    accepted: PurchaseProgress = computed("purchasing.accepted_progress({t}.id)")
    billed: PurchaseProgress = computed("purchasing.billed_progress({t}.id)")
    is_late: bool = computed(IS_LATE)
    waits_for: Waiting = computed(WAITS_FOR)
    supplier: Party = link("supplier")
    ordered_on: date
    expected_on: date | None
    warehouse: Warehouse = link("warehouse")
    department: Department | None = link("department")
    currency: str
    subtotal: Money
    tax_total: Money
    total: Money
    worth: Money
    inspection_days: int | None
    payment_on: date | None
    remark: str | None
    note: str | None
    origin: str
    created_at: datetime
    placed_at: datetime | None
    mail_to: str | None
    mailed_at: datetime | None
    file: StoredFile | None = link("file")
    lines: list["PurchaseOrderLine"] = children("purchase_order", by="line_no")
    receipts: list[GoodsReceipt] = computed_children("{c}.purchase_order = {t}.id", by="number", expected=2)


@node(tables.PurchaseOrderLine, part_of=PurchaseOrder)
class PurchaseOrderLine:
    """One product of an order and its counts; `still_open` is to come, `waiting` is to be inspected."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str
    supplier_code: str | None
    quantity: Quantity
    unit: Unit = link("unit")
    unit_price: Money
    amount: Money
    tax_code: TaxCode = link("tax_code")
    account: Account | None = link("account")
    needs_inspection: bool
    expected_on: date | None
    received: Quantity
    rejected: Quantity
    accepted: Quantity
    returned: Quantity
    billed: Quantity
    still_open: Quantity = computed(OPEN)
    waiting: Quantity = computed(WAITS)
    unbilled: Quantity = computed(UNBILLED)
    allowance: Money
    allowance_open: Money = computed("({t}.allowance - {t}.allowance_billed)")
    order_finding: OrderFinding = computed(FINDING)


QUERY = [
    one(PurchaseOrder),
    many(
        PurchaseOrder,
        filters=(
            "state",
            "supplier",
            "department",
            "ordered_on",
            "expected_on",
            "accepted",
            "billed",
            "is_late",
        ),
        search=("number", "supplier.name", "supplier.name_kana"),
        sorts=("number", "ordered_on", "expected_on", "total"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(draft_purchase_order, PurchaseOrder),
    mutation(change_purchase_order, PurchaseOrder),
    mutation(place_purchase_order, PurchaseOrder),
    mutation(order_proposals, PurchaseOrder),
    mutation(cancel_purchase_order, PurchaseOrder),
    mutation(close_purchase_order, PurchaseOrder),
    mutation(receive_purchase_order, GoodsReceipt),
]
