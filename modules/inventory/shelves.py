"""Shelves under lock: balance rows and reservations, always taken in key order (product, place, lot).

One order for everybody means two documents that want the same goods queue up and never wait for each other
in a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from modules.inventory.rules.allocation import Shelf, in_picking_order

SHELVES = """
    SELECT b.id, b.product, b.location, b.lot, b.on_hand, b.reserved, l.is_default, l.code,
           t.expires_on, t.received_on, p.shelf_days, p.is_valued AND b.owner IS NULL AS is_valued
    FROM inventory.stock_balance b
    JOIN masterdata.location l ON l.id = b.location
    JOIN masterdata.product p ON p.id = b.product
    LEFT JOIN inventory.lot t ON t.company = b.company AND t.product = b.product AND t.code = b.lot
    WHERE b.product = ANY($1::uuid[]) AND l.warehouse = $2 AND b.owner IS NOT DISTINCT FROM $3::uuid
    ORDER BY b.product, b.location, b.lot FOR UPDATE OF b
"""

HELD = """
    SELECT r.id, r.demand, r.product, r.location, r.lot, r.quantity, b.id AS balance,
           p.is_valued
    FROM inventory.reservation r
    JOIN inventory.stock_balance b
      ON b.company = r.company AND b.product = r.product AND b.location = r.location AND b.lot = r.lot
     AND b.owner IS NULL
    JOIN masterdata.product p ON p.id = r.product
    WHERE r.document = $1 AND r.quantity > 0
    ORDER BY r.product, r.location, r.lot, r.demand FOR UPDATE OF b, r
"""


@dataclass(frozen=True, slots=True)
class Held:
    """So much of one shelf that is promised to a line."""

    id: UUID
    demand: UUID
    product: UUID
    location: UUID
    quantity: Decimal
    balance: UUID
    lot: str = ""
    is_valued: bool = True


async def lock_shelves(
    act: Act, *, warehouse: UUID, products: Sequence[UUID], owner: UUID | None = None
) -> list[Shelf]:
    """Every balance of these products in a warehouse that is ours (or the owner's), locked.

    They come in the order goods are taken: what expires first, what came first, the default place first.
    """
    rows = await locking.lock_stock(act, SHELVES, list(set(products)), warehouse, owner)
    rows = sorted(rows, key=lambda row: (row["product"], not row["is_default"], row["code"], row["lot"]))
    return in_picking_order(
        Shelf(
            row["id"],
            row["product"],
            row["location"],
            row["on_hand"] - row["reserved"],
            row["lot"],
            row["expires_on"],
            row["received_on"],
            row["shelf_days"],
            row["is_valued"],
        )
        for row in rows
    )


async def lock_held(act: Act, *, document: UUID) -> list[Held]:
    """What is promised to an order, locked together with the balances it lies in."""
    rows = await locking.lock_stock(act, HELD, document)
    return [
        Held(
            row["id"],
            row["demand"],
            row["product"],
            row["location"],
            row["quantity"],
            row["balance"],
            row["lot"],
            row["is_valued"],
        )
        for row in rows
    ]
