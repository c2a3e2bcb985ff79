"""What goods are worth: costs learnt after them, how they are valued, and stock on any day."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Account, Party, Product, Warehouse
from modules.accounting.api import JournalEntry
from modules.inventory import tables
from modules.inventory.actions.choose_costing_method import choose_costing_method
from modules.inventory.actions.reverse_landed_cost import reverse_landed_cost
from modules.inventory.actions.spread_landed_cost import spread_landed_cost
from modules.inventory.reports.stock_as_of import STOCK_AS_OF
from modules.inventory.reports.stock_by_place import STOCK_BY_PLACE
from modules.inventory.reports.stock_differences import STOCK_DIFFERENCES
from modules.inventory.states import CostingMethod, CostKind, SpreadBy


@node(tables.StockCost)
class StockCost:
    """A cost learnt after the goods came: what stayed with them, and what those that left have cost."""

    id: ID
    number: str
    kind: CostKind
    spread_by: SpreadBy | None
    description: str
    party: Party | None = link("party")
    account: Account = link("account")
    cause: ID | None
    occurred_on: date
    booked_on: date
    recorded_at: datetime
    total: Money
    in_stock: Money
    expensed: Money
    reverses: ID | None
    reversed: bool = computed("EXISTS (SELECT FROM inventory.stock_cost b WHERE b.reverses = {t}.id)")
    lines: list["StockCostLine"] = children("stock_cost", by="line_no")
    journal_entries: list[JournalEntry] = computed_children("{c}.cause = {t}.id", by="number")


@node(tables.StockCostLine, part_of=StockCost)
class StockCostLine:
    """The share of one line of a receipt."""

    id: ID
    line_no: int
    product: Product = link("product")
    receipt_number: str = computed(
        """(SELECT r.number FROM inventory.stock_receipt r JOIN inventory.stock_receipt_line l
            ON l.stock_receipt = r.id WHERE l.id = {t}.receipt_line)"""
    )
    receipt: ID = computed(
        "(SELECT l.stock_receipt FROM inventory.stock_receipt_line l WHERE l.id = {t}.receipt_line)"
    )
    amount: Money
    in_stock: Money
    expensed: Money


@node(tables.CostingChoice)
class CostingChoice:
    """From which day on a product is valued by which method."""

    id: ID
    product: Product = link("product")
    method: CostingMethod
    valid_from: date
    recorded_at: datetime


@node(tables.CostLayer)
class CostLayer:
    """Goods that came in together and what is left of them, first in, first out."""

    id: ID
    product: Product = link("product")
    warehouse: Warehouse = link("warehouse")
    received_on: date
    quantity: Quantity
    value: Money
    quantity_left: Quantity
    value_left: Money


@row
class StockAsOfLine:
    """A product in a warehouse on a day: how much of it lay there and what it was worth."""

    product_id: ID
    product_number: str
    product_name: str
    warehouse_id: ID
    warehouse_name: str
    unit: str
    quantity: Quantity
    value: Money
    average_cost: Money


@row
class StockByPlaceLine:
    """So many of a lot in a place on a day; with an owner they were not ours."""

    product_id: ID
    product_number: str
    product_name: str
    warehouse_name: str
    location_id: ID
    location_code: str
    location_name: str
    lot: str
    expires_on: date | None
    owner_name: str | None
    quantity: Quantity
    unit: str


@row
class StockDifference:
    """A document whose moves and whose entry differ on a day."""

    document_id: ID
    document_number: str
    document_kind: str | None
    title: str
    day: date
    moved: Money
    booked: Money
    difference: Money


QUERY = [
    one(StockCost),
    many(
        StockCost,
        filters=("kind", "occurred_on", "party"),
        search=("number", "description"),
        sorts=("number", "occurred_on"),
        default_sort="-number",
    ),
    many(
        CostingChoice,
        filters=("product", "method"),
        search=("product.number", "product.name"),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
    many(
        CostLayer,
        filters=("product", "warehouse", "quantity_left"),
        search=("product.number", "product.name"),
        sorts=("received_on",),
        default_sort="received_on",
    ),
    report(
        "stock_as_of",
        StockAsOfLine,
        sql=STOCK_AS_OF,
        args={"as_of": date, "known_at": datetime | None, "warehouse": ID | None, "text": str | None},
        permission="inventory.read_stock_balance",
    ),
    report(
        "stock_by_place",
        StockByPlaceLine,
        sql=STOCK_BY_PLACE,
        args={
            "as_of": date,
            "known_at": datetime | None,
            "warehouse": ID | None,
            "location": ID | None,
            "lot": str | None,
            "text": str | None,
        },
        permission="inventory.read_stock_balance",
    ),
    report(
        "stock_differences",
        StockDifference,
        sql=STOCK_DIFFERENCES,
        args={"from": date, "to": date},
        permission="inventory.read_stock_balance",
    ),
]
MUTATION = [
    mutation(spread_landed_cost, StockCost),
    mutation(reverse_landed_cost, StockCost),
    mutation(choose_costing_method, CostingChoice),
]
