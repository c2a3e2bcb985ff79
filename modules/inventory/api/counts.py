"""Stock counts, and classes of products by what left of them."""

from datetime import date, datetime

from erp.api import ID, children, computed, link, many, mutation, node, one, report, row
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Party, Product, Warehouse
from modules.inventory import tables
from modules.inventory.actions.book_stock_count import book_stock_count
from modules.inventory.actions.cancel_stock_count import cancel_stock_count
from modules.inventory.actions.record_count import record_count
from modules.inventory.actions.return_stock_count import return_stock_count
from modules.inventory.actions.start_stock_count import start_stock_count
from modules.inventory.actions.submit_stock_count import submit_stock_count
from modules.inventory.states import CountScope, CountState

LAST = """(SELECT e.{column} FROM inventory.stock_count_entry e
           WHERE e.stock_count_line = {{t}}.id ORDER BY e.round DESC LIMIT 1)"""
# Who counts blind sees what is expected when he has counted.
SHOWN = """(SELECT e.{column} FROM inventory.stock_count_entry e
            JOIN inventory.stock_count c ON c.id = {{t}}.stock_count
            WHERE e.stock_count_line = {{t}}.id AND (c.state <> 'COUNTING' OR NOT c.is_blind)
            ORDER BY e.round DESC LIMIT 1)"""


# Not counted yet, or counted once and not as it should be.
OPEN = """coalesce((SELECT e.round < 2 AND e.quantity <> e.expected FROM inventory.stock_count_entry e
                    WHERE e.stock_count_line = {t}.id ORDER BY e.round DESC LIMIT 1), true)"""


@node(tables.StockCount)
class StockCount:
    """One count of a warehouse or of a part of it."""

    id: ID
    number: str
    state: CountState
    scope: CountScope
    abc_class: str | None
    is_blind: bool
    warehouse: Warehouse = link("warehouse")
    started_on: date
    recorded_at: datetime
    booked_on: date | None
    note: str | None
    counted: int = computed(
        """(SELECT count(*) FROM inventory.stock_count_line l WHERE l.stock_count = {t}.id AND EXISTS (
            SELECT FROM inventory.stock_count_entry e WHERE e.stock_count_line = l.id))"""
    )
    to_count: int = computed(
        "(SELECT count(*) FROM inventory.stock_count_line l WHERE l.stock_count = {t}.id)"
    )
    lines: list["StockCountLine"] = children("stock_count", by="line_no")


@node(tables.StockCountLine, part_of=StockCount)
class StockCountLine:
    """One product (and lot) in one place that has to be counted."""

    id: ID
    stock_count: ID
    line_no: int
    product: Product = link("product")
    location: Location = link("location")
    lot: str
    owner: Party | None = link("owner")
    counted: Quantity | None = computed(LAST.format(column="quantity"))
    counted_at: datetime | None = computed(LAST.format(column="counted_at"))
    round: int | None = computed(LAST.format(column="round"))
    is_open: bool = computed(OPEN)
    expected: Quantity | None = computed(SHOWN.format(column="expected"))
    difference: Quantity | None = computed(SHOWN.format(column="quantity - e.expected"))


@row
class StockClass:
    """A product by the value that left of it in a span, and since when nothing has."""

    product_id: ID
    product_number: str
    product_name: str
    abc_class: str
    issued: Quantity
    issued_value: Money
    share: Quantity
    cumulated: Quantity
    on_hand: Quantity
    stock_value: Money
    last_issue: date | None
    days_still: int | None


STOCK_CLASSES = """
    SELECT p.id AS product_id, p.number AS product_number, p.name AS product_name,
           coalesce(c.class, 'C') AS abc_class, coalesce(c.issued, 0) AS issued,
           coalesce(c.issued_value, 0) AS issued_value, coalesce(c.share, 0) AS share,
           coalesce(c.cumulated, 100) AS cumulated, coalesce(b.on_hand, 0) AS on_hand,
           coalesce(v.value, 0) AS stock_value, m.last_issue, :today::date - m.last_issue AS days_still
    FROM masterdata.product p
    LEFT JOIN inventory.abc_classes(
        coalesce(:since::date, (:today::date - interval '1 year')::date),
        coalesce(:until::date, :today::date),
        (SELECT value FROM masterdata.statutory_value WHERE kind = 'ABC_SHARE_A' AND is_active
            AND valid_from <= :today::date AND (valid_to IS NULL OR valid_to >= :today::date)),
        (SELECT value FROM masterdata.statutory_value WHERE kind = 'ABC_SHARE_B' AND is_active
            AND valid_from <= :today::date AND (valid_to IS NULL OR valid_to >= :today::date))
    ) c ON c.product = p.id
    LEFT JOIN (SELECT product, sum(on_hand) AS on_hand FROM inventory.stock_balance
               WHERE owner IS NULL GROUP BY product) b ON b.product = p.id
    LEFT JOIN (SELECT product, sum(value) AS value FROM inventory.stock_value GROUP BY product) v
        ON v.product = p.id
    LEFT JOIN (SELECT product, max(occurred_on) AS last_issue FROM inventory.stock_move
               WHERE kind = 'SHIPMENT' GROUP BY product) m ON m.product = p.id
    WHERE (c.product IS NOT NULL OR b.on_hand > 0)
      AND (:days_still::int IS NULL OR b.on_hand > 0
           AND (m.last_issue IS NULL OR :today::date - m.last_issue >= :days_still::int))
    ORDER BY coalesce(c.issued_value, 0) DESC, p.number
    LIMIT 1000
"""

QUERY = [
    one(StockCount),
    many(
        StockCount,
        filters=("state", "scope", "started_on", "warehouse"),
        search=("number", "note"),
        sorts=("number", "started_on"),
        default_sort="-number",
    ),
    many(
        StockCountLine,
        filters=("stock_count", "location", "product", "lot"),
        search=("product.number", "product.name", "lot"),
        sorts=("line_no",),
        default_sort="line_no",
    ),
    report(
        "stock_classes",
        StockClass,
        sql=STOCK_CLASSES,
        args={"since": date | None, "until": date | None, "days_still": int | None},
        permission="inventory.read_stock_move",
    ),
]
MUTATION = [
    mutation(start_stock_count, StockCount),
    mutation(record_count, StockCount),
    mutation(submit_stock_count, StockCount),
    mutation(return_stock_count, StockCount),
    mutation(book_stock_count, StockCount),
    mutation(cancel_stock_count, StockCount),
]
