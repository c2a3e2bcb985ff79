"""Deliveries, what was found when they were looked at, and what went back."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Party, Product, Warehouse
from modules.accounting.api import JournalEntry
from modules.purchasing import tables
from modules.purchasing.actions.inspect_goods import inspect_goods
from modules.purchasing.states import ConcessionReason

WAITS = """EXISTS (SELECT FROM purchasing.goods_receipt_line l WHERE l.goods_receipt = {t}.id
    AND l.accepted + l.rejected < l.quantity)"""
NUMBER = "(SELECT o.number FROM purchasing.purchase_order o WHERE o.id = {t}.purchase_order)"
LINE = "(SELECT l.description FROM purchasing.purchase_order_line l WHERE l.id = {t}.order_line)"

NUMBERS = """(SELECT string_agg(n, ' ' ORDER BY n) FROM jsonb_array_elements_text(
    CASE jsonb_typeof({{t}}.{column}::jsonb) WHEN 'array' THEN {{t}}.{column}::jsonb END) n)"""


@node(tables.GoodsReceipt)
class GoodsReceipt:
    """A delivery to an order, as it stood at the door."""

    id: ID
    number: str
    purchase_order: ID
    order_number: str = computed(NUMBER)
    supplier: Party = link("supplier")
    warehouse: Warehouse = link("warehouse")
    received_on: date
    recorded_at: datetime
    waits: bool = computed(WAITS)
    delivery_note: str | None
    note: str | None
    lines: list["GoodsReceiptLine"] = children("goods_receipt", by="line_no")
    inspections: list["Inspection"] = children("goods_receipt", by="number", expected=2)


@node(tables.GoodsReceiptLine, part_of=GoodsReceipt)
class GoodsReceiptLine:
    """One product of a delivery: what of it was accepted, refused, and went back."""

    id: ID
    line_no: int
    order_line: ID
    product: Product = link("product")
    description: str = computed(LINE)
    quantity: Quantity
    waiting: Quantity = computed("({t}.quantity - {t}.accepted - {t}.rejected)")
    accepted: Quantity
    rejected: Quantity
    returned: Quantity
    sent_back: Quantity
    lot: str | None
    expires_on: date | None
    serials: str | None = computed(NUMBERS.format(column="serials"))


@node(tables.Inspection)
class Inspection:
    """Somebody looked at a delivery; what was accepted is ours from that day."""

    id: ID
    number: str
    goods_receipt: GoodsReceipt = link("goods_receipt")
    supplier: Party = link("supplier")
    inspected_on: date
    recorded_at: datetime
    is_automatic: bool
    stock_receipt: ID | None
    exchange_rate: Decimal | None
    note: str | None
    lines: list["InspectionLine"] = children("inspection", by="line_no")
    journal_entries: list[JournalEntry] = computed_children(
        "({c}.cause = {t}.id OR {c}.cause = {t}.stock_receipt)", by="number", expected=2
    )


@node(tables.InspectionLine, part_of=Inspection)
class InspectionLine:
    """What of a line was accepted and what not, with the value it was booked with."""

    id: ID
    line_no: int
    product: Product = link("product")
    description: str = computed(LINE)
    accepted: Quantity
    rejected: Quantity
    reason: str | None
    lot: str | None
    expires_on: date | None
    serials: str | None = computed(NUMBERS.format(column="serials"))
    concession: ConcessionReason | None
    unit_price: Money | None
    value: Money


QUERY = [
    one(GoodsReceipt),
    many(
        GoodsReceipt,
        filters=("supplier", "warehouse", "received_on", "waits"),
        search=("number", "supplier.name", "delivery_note"),
        sorts=("number", "received_on"),
        default_sort="-number",
    ),
    one(Inspection),
    many(
        Inspection,
        filters=("supplier", "inspected_on", "is_automatic"),
        search=("number", "supplier.name"),
        sorts=("number", "inspected_on"),
        default_sort="-number",
    ),
]
MUTATION = [mutation(inspect_goods, Inspection)]
