"""Goods that go from the very places they were put into."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.queries import TAKE_OUT
from modules.inventory.shelves import lock_shelves


async def take_goods(act: Act, warehouse: UUID, items: Sequence[tuple[UUID, UUID, Decimal, Decimal]]) -> None:
    """Take product and quantity off their places; refuses `INSUFFICIENT_STOCK` for what is not free there."""
    shelves = {
        (shelf.product, shelf.location): shelf
        for shelf in await lock_shelves(act, warehouse=warehouse, products=[item[0] for item in items])
    }
    going: dict[tuple[UUID, UUID], Decimal] = {}
    for product, location, quantity, _ in items:
        going[product, location] = going.get((product, location), Decimal(0)) + quantity
    short = []
    for place, quantity in going.items():
        free = shelves[place].free if place in shelves else Decimal(0)
        if free < quantity:
            short.append({"line": place[0], "product": place[0], "wanted": quantity, "available": free})
    if short:
        raise InsufficientStock(short)
    ids = [shelves[place].id for place in going]
    await act.tx.run(TAKE_OUT, ids, list(going.values()), [Decimal(0)] * len(ids))
