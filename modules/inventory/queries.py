"""Questions about stock. Row locks are taken in `erp.kernel.locking`; here rows are only read and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import broken_means
from erp.kernel.database import Transaction
from erp.kernel.errors import Refused

RESERVE = """
    UPDATE inventory.stock_balance AS b SET reserved = b.reserved + t.quantity
    FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity)
    WHERE b.id = t.id AND b.on_hand - b.reserved >= t.quantity
    RETURNING b.id
"""

TAKE_OUT = """
    UPDATE inventory.stock_balance AS b
    SET on_hand = b.on_hand - t.quantity, reserved = b.reserved - t.reserved
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[]) AS t(id, quantity, reserved)
    WHERE b.id = t.id
    RETURNING b.id
"""

# What leaves was promised: it is taken off the shelf and off the promises on it, by one statement.
TAKE_OUT_HELD = """
    WITH taken AS (
        UPDATE inventory.stock_balance AS b
        SET on_hand = b.on_hand - t.quantity, reserved = b.reserved - t.quantity
        FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity) WHERE b.id = t.id
    )
    UPDATE inventory.reservation AS r SET quantity = r.quantity - t.quantity
    FROM unnest($3::uuid[], $4::numeric[]) AS t(id, quantity) WHERE r.id = t.id
"""

# Rows are inserted or added to in key order, so that two receipts cannot wait for each other in a circle.
PUT_IN = """
    INSERT INTO inventory.stock_balance AS b
        (id, company, product, location, lot, owner, is_serial, on_hand, reserved)
    SELECT uuidv7(), $1, t.product, t.location, t.lot, t.owner,
           p.tracking = 'SERIAL', sum(t.quantity), 0
    FROM unnest($2::uuid[], $3::uuid[], $4::numeric[], $5::text[], $6::uuid[])
         AS t(product, location, quantity, lot, owner)
    JOIN masterdata.product p ON p.id = t.product
    GROUP BY t.product, t.location, t.lot, t.owner, p.tracking
    ORDER BY t.product, t.location, t.lot, t.owner
    ON CONFLICT (company, product, location, lot, owner)
    DO UPDATE SET on_hand = b.on_hand + excluded.on_hand
"""


class SerialInStock(Refused):
    """A piece with this serial number lies in stock already."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance row as it was when its lock was taken."""

    id: UUID
    product: UUID
    location: UUID
    on_hand: Decimal
    reserved: Decimal

    @property
    def available(self) -> Decimal:
        """What may still be promised."""
        return self.on_hand - self.reserved


async def locations_of(tx: Transaction, warehouse: UUID) -> list[UUID]:
    """The places of a warehouse in the order goods are taken from them: the default one first."""
    rows = await tx.rows(
        "SELECT id FROM masterdata.location WHERE warehouse = $1 ORDER BY is_default DESC, code", warehouse
    )
    return [row["id"] for row in rows]


async def available(
    tx: Transaction, *, warehouse: UUID, products: Sequence[UUID], on: date | None = None
) -> dict[UUID, Decimal]:
    """How much of each product of ours may still be promised from a warehouse; nothing known is zero.

    With a day, what has too few days left by then is not counted.
    """
    rows = await tx.rows(
        """SELECT b.product, sum(b.on_hand - b.reserved) AS available
           FROM inventory.stock_balance b JOIN masterdata.location l ON l.id = b.location
           LEFT JOIN inventory.lot t ON t.company = b.company AND t.product = b.product AND t.code = b.lot
           JOIN masterdata.product p ON p.id = b.product
           WHERE l.warehouse = $1 AND b.product = ANY($2::uuid[]) AND b.owner IS NULL
             AND ($3::date IS NULL OR t.expires_on IS NULL OR t.expires_on >= $3::date + p.shelf_days)
           GROUP BY b.product""",
        warehouse,
        list(products),
        on,
    )
    return {product: Decimal(0) for product in products} | {row["product"]: row["available"] for row in rows}


async def reserved_for(tx: Transaction, *, document: UUID) -> dict[UUID, Decimal]:
    """How much is held for each line of an order."""
    rows = await tx.rows(
        """SELECT demand, sum(quantity) AS held FROM inventory.reservation
           WHERE document = $1 AND quantity > 0 GROUP BY demand""",
        document,
    )
    return {row["demand"]: row["held"] for row in rows}


async def put_in(
    act: Act,
    *,
    products: Sequence[UUID],
    locations: Sequence[UUID],
    quantities: Sequence[Decimal],
    lots: Sequence[str] | None = None,
    owner: UUID | None = None,
) -> None:
    """Raise what lies in these places; a serial number that lies somewhere already is refused."""
    lots = list(lots or [""] * len(products))
    refusal = SerialInStock(field="lines", lots=[lot for lot in lots if lot][:5])
    with broken_means(refusal, "serial_in_one_place", "serial_is_one_piece"):
        await act.tx.run(
            PUT_IN,
            act.company,
            list(products),
            list(locations),
            list(quantities),
            lots,
            [owner] * len(lots),
        )


async def shipped_lines(tx: Transaction, *, shipment: UUID) -> list[dict]:
    """What left with a shipment, by order line: `demand`, `product`, `quantity`, and the order it was for."""
    rows = await tx.rows(
        """SELECT l.demand, l.product, l.quantity, s.sales_order, s.kind, s.shipped_on
           FROM inventory.shipment s JOIN inventory.shipment_line l ON l.shipment = s.id
           WHERE s.id = $1 ORDER BY l.line_no""",
        shipment,
    )
    return [dict(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipment that left for an order, and its day."""

    id: UUID
    shipped_on: date


async def shipments_of(tx: Transaction, *, sales_order: UUID) -> list[Shipped]:
    """What left for an order, the newest first."""
    rows = await tx.rows(
        """SELECT id, shipped_on FROM inventory.shipment
           WHERE sales_order = $1 AND kind = 'SHIPMENT' ORDER BY shipped_on DESC, id DESC""",
        sales_order,
    )
    return [Shipped(row["id"], row["shipped_on"]) for row in rows]


async def not_returned(tx: Transaction, *, shipment: UUID) -> dict[UUID, Decimal]:
    """How much of a shipment has not come back, by order line."""
    rows = await tx.rows(
        """SELECT l.demand, l.quantity - coalesce(sum(b.quantity), 0) AS quantity
           FROM inventory.shipment_line l
           LEFT JOIN inventory.shipment r ON r.returns = l.shipment
           LEFT JOIN inventory.shipment_line b ON b.shipment = r.id AND b.demand = l.demand
           WHERE l.shipment = $1 GROUP BY l.id HAVING l.quantity > coalesce(sum(b.quantity), 0)
           ORDER BY l.line_no""",
        shipment,
    )
    return {row["demand"]: row["quantity"] for row in rows}
