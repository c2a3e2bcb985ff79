"""Release stock: what was promised to an order is free again."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from modules.inventory.shelves import lock_held

UNHOLD = """
    UPDATE inventory.stock_balance AS b SET reserved = b.reserved - t.quantity
    FROM unnest($1::uuid[], $2::numeric[]) AS t(id, quantity) WHERE b.id = t.id
"""
EMPTY = "UPDATE inventory.reservation SET quantity = 0 WHERE id = ANY($1::uuid[])"


async def release_stock(*, act: Act, document: UUID, lines: Collection[UUID] | None = None) -> None:
    """Give back everything held for an order, or only for some of its lines. Nothing held is no refusal."""
    held = [each for each in await lock_held(act, document=document) if lines is None or each.demand in lines]
    if not held:
        return
    by_balance: dict[UUID, Decimal] = {}
    for each in held:
        by_balance[each.balance] = by_balance.get(each.balance, Decimal(0)) + each.quantity
    await act.tx.run(UNHOLD, list(by_balance), list(by_balance.values()))
    await act.tx.run(EMPTY, [each.id for each in held])
