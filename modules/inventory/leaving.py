"""Goods that leave a shelf take their value along; what is not ours, and supplies, has none to take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from erp.kernel.asking import Act
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.queries import TAKE_OUT
from modules.inventory.rules.allocation import (
    Demand,
    Portion,
    allocate,
    allocated,
    in_picking_order,
)
from modules.inventory.shelves import lock_shelves
from modules.inventory.taking import Going
from modules.inventory.worth import Worth, put_worth, take_back, take_worth

NO_WORTH = Worth(Decimal(0))


class Leaving(Protocol):
    """So much of a product from a place."""

    @property
    def product(self) -> UUID: ...
    @property
    def location(self) -> UUID: ...
    @property
    def quantity(self) -> Decimal: ...
    @property
    def is_valued(self) -> bool: ...


async def take_values(act: Act, on: date, leaving: Sequence[Leaving]) -> list[Worth]:
    """The worth of each, taken out of its warehouse; nothing for what is not valued."""
    valued = [each for each in leaving if each.is_valued]
    items = [(each.product, each.location, each.quantity) for each in valued]
    worths = iter(await take_worth(act, on=on, items=items))
    return [next(worths) if each.is_valued else NO_WORTH for each in leaving]


@dataclass(frozen=True, slots=True)
class Coming:
    """So much of a product into a place; without a value it is worth what the others are that lie there."""

    product: UUID
    location: UUID
    quantity: Decimal
    value: Decimal | None
    is_valued: bool
    source: UUID | None = None


async def put_values(
    act: Act, on: date, coming: Sequence[Coming], *, at_its_old_cost: bool = False
) -> list[Worth]:
    """The worth of each, put into its warehouse; nothing for what is not valued."""
    valued = [each for each in coming if each.is_valued]
    worths = iter(
        await put_worth(
            act,
            on=on,
            items=[(each.product, each.location, each.quantity, each.value) for each in valued],
            sources=[each.source for each in valued],
            at_its_old_cost=at_its_old_cost,
        )
    )
    return [next(worths) if each.is_valued else NO_WORTH for each in coming]


async def take_from_shelves(
    act: Act,
    warehouse: UUID,
    demands: Sequence[Demand],
    owner: UUID | None = None,
    *,
    good_on: date | None = None,
) -> list[Portion]:
    """Take goods off the shelves that nobody is promised; refuses `INSUFFICIENT_STOCK` line by line.

    With a day, only lots that are good then.
    """
    if not demands:
        return []
    shelves = await lock_shelves(
        act, warehouse=warehouse, products=[demand.product for demand in demands], owner=owner
    )
    portions = allocate(demands, in_picking_order(shelves, good_on) if good_on else shelves)
    got = allocated(portions)
    short: list[dict[str, Any]] = [
        {
            "line": demand.line,
            "product": demand.product,
            "wanted": demand.quantity,
            "available": got.get(demand.line, Decimal(0)),
        }
        for demand in demands
        if got.get(demand.line, Decimal(0)) < demand.quantity
    ]
    if short:
        raise InsufficientStock(short)
    leaving: dict[UUID, Decimal] = {}
    for portion in portions:
        leaving[portion.shelf.id] = leaving.get(portion.shelf.id, Decimal(0)) + portion.quantity
    await act.tx.run(TAKE_OUT, list(leaving), list(leaving.values()), [Decimal(0)] * len(leaving))
    return portions


async def take_worth_back(
    act: Act, on: date, going: Sequence[Going], *, exactly: bool = False
) -> list[Worth]:
    """What came by a receipt goes at the value it came in with; nothing for what is not valued."""
    valued = [each for each in going if each.is_valued]
    if not valued:
        return [NO_WORTH] * len(going)
    worths = iter(
        await take_back(
            act,
            on=on,
            items=[(each.product, each.location, each.quantity, each.value) for each in valued],
            sources=[each.source or each.product for each in valued],
            exactly=exactly,
        )
    )
    return [next(worths) if each.is_valued else NO_WORTH for each in going]
