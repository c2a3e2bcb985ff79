"""Questions about stock. Row locks are taken in `erp.kernel.locking`; here rows are only read and changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction

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
    INSERT INTO inventory.stock_balance AS b (id, company, product, location, lot, on_hand, reserved)
    SELECT uuidv7(), $1, t.product, t.location, '', sum(t.quantity), 0
    FROM unnest($2::uuid[], $3::uuid[], $4::numeric[]) AS t(product, location, quantity)
    GROUP BY t.product, t.location ORDER BY t.product, t.location
    ON CONFLICT (company, product, location, lot) DO UPDATE SET on_hand = b.on_hand + excluded.on_hand
"""


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


async def available(tx: Transaction, *, warehouse: UUID, products: Sequence[UUID]) -> dict[UUID, Decimal]:
    """How much of each product may still be promised from a warehouse; nothing known is zero."""
    rows = await tx.rows(
        """SELECT b.product, sum(b.on_hand - b.reserved) AS available
           FROM inventory.stock_balance b JOIN masterdata.location l ON l.id = b.location
           WHERE l.warehouse = $1 AND b.product = ANY($2::uuid[]) GROUP BY b.product""",
        warehouse,
        list(products),
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
    act: Act, *, products: Sequence[UUID], locations: Sequence[UUID], quantities: Sequence[Decimal]
) -> None:
    """Raise what lies in these places."""
    await act.tx.run(PUT_IN, act.company, list(products), list(locations), list(quantities))


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
