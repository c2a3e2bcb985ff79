"""Lots, where they lie, where they came from and went to, and goods carried from place to place."""

from datetime import date, datetime

from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one, report, row
from erp.kernel.quantity import Quantity
from erp.masterdata.api import Location, Party, Product, Warehouse
from modules.inventory import tables
from modules.inventory.actions.move_stock import move_stock
from modules.inventory.api.goods import StockBalance
from modules.inventory.states import StockMoveKind


@node(tables.Lot)
class Lot:
    """A lot of a product, or one piece by its serial number."""

    id: ID
    code: str
    is_serial: bool
    expires_on: date | None
    received_on: date
    product: Product = link("product")
    on_hand: Quantity = computed(
        """coalesce((SELECT sum(b.on_hand) FROM inventory.stock_balance b
           WHERE b.company = {t}.company AND b.product = {t}.product AND b.lot = {t}.code), 0)"""
    )
    days_left: int | None = computed("{t}.expires_on - :today::date")
    balances: list[StockBalance] = computed_children(
        "{c}.company = {t}.company AND {c}.product = {t}.product AND {c}.lot = {t}.code AND {c}.on_hand > 0",
        by="location",
        expected=2,
    )


@node(tables.StockRelocation)
class StockRelocation:
    """Goods that were carried from one place of a warehouse to another."""

    id: ID
    number: str
    warehouse: Warehouse = link("warehouse")
    moved_on: date
    recorded_at: datetime
    note: str | None
    lines: list["StockRelocationLine"] = children("stock_relocation", by="line_no")


@node(tables.StockRelocationLine, part_of=StockRelocation)
class StockRelocationLine:
    """One product (and lot) that was carried."""

    id: ID
    line_no: int
    product: Product = link("product")
    lot: str
    owner: Party | None = link("owner")
    from_location: Location = link("from_location")
    to_location: Location = link("to_location")
    quantity: Quantity


@row
class LotTraceLine:
    """One step of a lot: what brought it or took it away, and who was on the other side."""

    occurred_on: date
    kind: StockMoveKind
    document_id: ID
    document_kind: str
    document_number: str
    party_id: ID | None
    party_name: str | None
    from_place: str | None
    to_place: str | None
    quantity: Quantity
    source_lot: str | None


# What a kit was put together from belongs to its trace: the lots of the parts beside the lot of the whole.
LOT_TRACE = """
    SELECT m.occurred_on, m.kind, m.document AS document_id, d.kind AS document_kind,
           d.number AS document_number, p.id AS party_id, p.name AS party_name,
           f.name AS from_place, t.name AS to_place, m.quantity,
           (SELECT string_agg(DISTINCT x.number || CASE WHEN o.lot <> '' THEN ' ' || o.lot ELSE '' END, ', ')
            FROM inventory.stock_move o JOIN masterdata.product x ON x.id = o.product
            WHERE m.kind = 'ASSEMBLY' AND o.document = m.document AND o.product <> m.product) AS source_lot
    FROM inventory.lot l
    JOIN inventory.stock_move m ON m.company = l.company AND m.product = l.product AND m.lot = l.code
    JOIN kernel.document d ON d.id = m.document
    LEFT JOIN masterdata.party p ON p.id = d.party
    LEFT JOIN masterdata.location f ON f.id = m.from_location
    LEFT JOIN masterdata.location t ON t.id = m.to_location
    WHERE l.id = :lot::uuid
    ORDER BY m.occurred_on, m.recorded_at, m.id
    LIMIT 1000
"""

QUERY = [
    one(Lot),
    many(
        Lot,
        filters=("product", "code", "expires_on", "received_on", "is_serial"),
        search=("code", "product.number", "product.name"),
        sorts=("code", "expires_on", "received_on"),
        default_sort="-received_on",
    ),
    one(StockRelocation),
    many(
        StockRelocation,
        filters=("moved_on", "warehouse"),
        search=("number", "note"),
        sorts=("number", "moved_on"),
        default_sort="-number",
    ),
    report("lot_trace", LotTraceLine, sql=LOT_TRACE, args={"lot": ID}, permission="inventory.read_lot"),
]
MUTATION = [mutation(move_stock, StockRelocation)]
