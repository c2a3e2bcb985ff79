"""Goods that go from the very places they were put into."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.queries import TAKE_OUT
from modules.inventory.shelves import lock_shelves


@dataclass(frozen=True, slots=True)
class Going:
    """So much of a product (and lot) from a place, with the value it has and the receipt line it came by."""

    product: UUID
    location: UUID
    quantity: Decimal
    value: Decimal
    lot: str = ""
    source: UUID | None = None
    is_valued: bool = True


async def take_goods(act: Act, warehouse: UUID, items: Sequence[Going], *, owner: UUID | None = None) -> None:
    """Take goods off their places; refuses `INSUFFICIENT_STOCK` for what is not free there."""
    products = [item.product for item in items]
    shelves = {
        (shelf.product, shelf.location, shelf.lot): shelf
        for shelf in await lock_shelves(act, warehouse=warehouse, products=products, owner=owner)
    }
    going: dict[tuple[UUID, UUID, str], Decimal] = {}
    for item in items:
        place = (item.product, item.location, item.lot)
        going[place] = going.get(place, Decimal(0)) + item.quantity
    short = []
    for place, quantity in going.items():
        free = shelves[place].free if place in shelves else Decimal(0)
        if free < quantity:
            short.append({"line": place[0], "product": place[0], "wanted": quantity, "available": free})
    if short:
        raise InsufficientStock(short)
    ids = [shelves[place].id for place in going]
    await act.tx.run(TAKE_OUT, ids, list(going.values()), [Decimal(0)] * len(ids))
