"""What programs and pages may ask of inventory, and what they may have it do."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Party, Product, Warehouse
from modules.accounting.api import JournalEntry
from modules.inventory import tables
from modules.inventory.actions.adjust_stock import adjust_stock
from modules.inventory.actions.receive_stock import receive_stock
from modules.inventory.actions.return_to_supplier import return_to_supplier
from modules.inventory.actions.reverse_stock_receipt import reverse_stock_receipt
from modules.inventory.states import AdjustmentReason, ReceiptReason, ShipmentKind, StockMoveKind

ENTRIES = "{c}.cause = {t}.id"


@node(tables.StockBalance)
class StockBalance:
    """Goods of one product in one place, and how many of them are promised."""

    id: ID
    product: Product = link("product")
    location: Location = link("location")
    lot: str
    owner: Party | None = link("owner")
    expires_on: date | None = computed(
        """(SELECT l.expires_on FROM inventory.lot l
            WHERE l.company = {t}.company AND l.product = {t}.product AND l.code = {t}.lot)"""
    )
    on_hand: Quantity
    reserved: Quantity
    available: Quantity = computed("{t}.on_hand - {t}.reserved")


@node(tables.StockMove)
class StockMove:
    """Goods that moved; never changed, answered by the move back."""

    id: ID
    kind: StockMoveKind
    product: Product = link("product")
    from_location: Location | None = link("from_location")
    to_location: Location | None = link("to_location")
    lot: str
    owner: Party | None = link("owner")
    quantity: Quantity
    value: Money
    occurred_on: date
    booked_on: date | None
    recorded_at: datetime
    document: ID


@node(tables.Shipment)
class Shipment:
    """Goods that left for a customer, or came back from one."""

    id: ID
    number: str
    kind: ShipmentKind
    sales_order: ID
    order_number: str = computed("(SELECT d.number FROM kernel.document d WHERE d.id = {t}.sales_order)")
    customer: Party = link("customer")
    warehouse: Warehouse = link("warehouse")
    shipped_on: date
    recorded_at: datetime
    returns: ID | None
    reason: str | None
    cost: Money = computed(
        "(SELECT coalesce(sum(l.value), 0) FROM inventory.shipment_line l WHERE l.shipment = {t}.id)"
    )
    lines: list["ShipmentLine"] = children("shipment", by="line_no")
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number")


@node(tables.ShipmentLine, part_of=Shipment)
class ShipmentLine:
    """One product of a shipment and the value it left at."""

    id: ID
    line_no: int
    product: Product = link("product")
    quantity: Quantity
    value: Money
    demand: ID
    returned: Quantity = computed(
        """coalesce((SELECT sum(bl.quantity) FROM inventory.shipment b
            JOIN inventory.shipment_line bl ON bl.shipment = b.id
            WHERE b.returns = {t}.shipment AND bl.demand = {t}.demand), 0)"""
    )


@node(tables.StockReceipt)
class StockReceipt:
    """Goods that came in."""

    id: ID
    number: str
    reason: ReceiptReason
    supplier: Party | None = link("supplier")
    warehouse: Warehouse = link("warehouse")
    received_on: date
    recorded_at: datetime
    note: str | None
    reverses: ID | None
    returns: ID | None
    owner: Party | None = link("owner")
    lines: list["StockReceiptLine"] = children("stock_receipt", by="line_no")
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number")


@node(tables.StockReceiptLine, part_of=StockReceipt)
class StockReceiptLine:
    """One product of a receipt and what it cost."""

    id: ID
    line_no: int
    product: Product = link("product")
    location: Location = link("location")
    quantity: Quantity
    unit_cost: Money
    value: Money
    returns_line: ID | None
    returned: Quantity = computed(
        """coalesce((SELECT sum(b.quantity) FROM inventory.stock_receipt_line b
            WHERE b.returns_line = {t}.id), 0)"""
    )
    lot: str
    expires_on: date | None
    serials: str = computed(
        """(SELECT coalesce(string_agg(m.lot, ', ' ORDER BY m.lot), '') FROM inventory.stock_move m
            WHERE m.document = {t}.stock_receipt AND m.document_line = {t}.id AND m.lot <> ''
              AND m.lot <> {t}.lot)"""
    )


@node(tables.StockAdjustment)
class StockAdjustment:
    """The shelf was right: the difference, with its reason."""

    id: ID
    number: str
    reason: AdjustmentReason
    warehouse: Warehouse = link("warehouse")
    adjusted_on: date
    recorded_at: datetime
    note: str | None
    owner: Party | None = link("owner")
    stock_count: ID | None
    lines: list["StockAdjustmentLine"] = children("stock_adjustment", by="line_no")
    journal_entries: list[JournalEntry] = computed_children(ENTRIES, by="number")


@node(tables.StockAdjustmentLine, part_of=StockAdjustment)
class StockAdjustmentLine:
    """One product of an adjustment; the sign says which way."""

    id: ID
    line_no: int
    product: Product = link("product")
    location: Location = link("location")
    quantity: Quantity
    value: Money
    lot: str


@row
class StockOnHandLine:
    """One product over all places: how many, how many promised, and what they are worth."""

    product_id: ID
    product_number: str
    product_name: str
    unit: str
    on_hand: Quantity
    reserved: Quantity
    available: Quantity
    value: Money
    average_cost: Money


STOCK_ON_HAND = """
    SELECT p.id AS product_id, p.number AS product_number, p.name AS product_name,
           CASE WHEN :language::text = 'ja' THEN u.name_ja ELSE u.name_en END AS unit,
           b.on_hand, b.reserved, b.on_hand - b.reserved AS available,
           coalesce(v.value, 0) AS value,
           CASE WHEN v.quantity > 0 THEN round(v.value / v.quantity, 4) ELSE 0 END AS average_cost
    FROM (SELECT product, sum(on_hand) AS on_hand, sum(reserved) AS reserved
          FROM inventory.stock_balance WHERE owner IS NULL GROUP BY product) b
    JOIN masterdata.product p ON p.id = b.product
    JOIN masterdata.unit u ON u.id = p.unit
    LEFT JOIN (SELECT product, sum(quantity) AS quantity, sum(value) AS value
               FROM inventory.stock_value GROUP BY product) v ON v.product = b.product
    WHERE :text::text IS NULL OR p.number ILIKE '%' || :text || '%' OR p.name ILIKE '%' || :text || '%'
    ORDER BY p.number
    LIMIT 1000
"""

QUERY = [
    many(
        StockBalance,
        filters=("product", "location", "lot", "owner"),
        search=("product.number", "product.name", "lot"),
        sorts=("on_hand", "reserved"),
        default_sort="-on_hand",
    ),
    many(
        StockMove,
        filters=("product", "kind", "occurred_on", "document", "lot", "owner"),
        search=("product.number", "product.name", "lot"),
        sorts=("occurred_on", "recorded_at"),
        default_sort="-recorded_at",
    ),
    one(Shipment),
    many(
        Shipment,
        filters=("customer", "shipped_on", "kind", "sales_order", "warehouse"),
        search=("number", "customer.name"),
        sorts=("number", "shipped_on"),
        default_sort="-number",
    ),
    one(StockReceipt),
    many(
        StockReceipt,
        filters=("received_on", "reason", "supplier"),
        search=("number", "note"),
        sorts=("number", "received_on"),
        default_sort="-number",
    ),
    one(StockAdjustment),
    many(
        StockAdjustment,
        filters=("adjusted_on", "reason"),
        search=("number", "note"),
        sorts=("number", "adjusted_on"),
        default_sort="-number",
    ),
    report(
        "stock_on_hand",
        StockOnHandLine,
        sql=STOCK_ON_HAND,
        args={"text": str | None},
        permission="inventory.read_stock_balance",
    ),
]
MUTATION = [
    mutation(receive_stock, StockReceipt),
    mutation(reverse_stock_receipt, StockReceipt),
    mutation(adjust_stock, StockAdjustment),
    mutation(return_to_supplier, StockReceipt),
]
