"""Which goods are taken for whom: places in their given order, demands in the order of the document.

>>> from decimal import Decimal
>>> from uuid import UUID
>>> a, b, tea, line = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
>>> shelf = [Shelf(a, tea, a, Decimal(3)), Shelf(b, tea, b, Decimal(9))]
>>> [(p.shelf.id.int, str(p.quantity)) for p in allocate([Demand(line, tea, Decimal(5))], shelf)]
[(1, '3'), (2, '2')]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of a document that wants goods; services come along without lying anywhere."""

    line: UUID
    product: UUID
    quantity: Decimal
    is_stocked: bool = True


@dataclass(frozen=True, slots=True)
class Shelf:
    """Goods of a product in a place that may still be taken."""

    id: UUID
    product: UUID
    location: UUID
    free: Decimal


@dataclass(frozen=True, slots=True)
class Portion:
    """So much of a shelf for a demand."""

    demand: Demand
    shelf: Shelf
    quantity: Decimal


def allocate(demands: Sequence[Demand], shelves: Sequence[Shelf]) -> list[Portion]:
    """Spread demands over shelves, never taking more than is free. What is short is simply not allocated."""
    free = {shelf.id: shelf.free for shelf in shelves}
    portions = []
    for demand in demands:
        wanted = demand.quantity
        for shelf in shelves:
            taken = min(wanted, free[shelf.id])
            if shelf.product != demand.product or taken <= 0:
                continue
            portions.append(Portion(demand, shelf, taken))
            free[shelf.id] -= taken
            wanted -= taken
    return portions


def allocated(portions: Sequence[Portion]) -> dict[UUID, Decimal]:
    """How much each demand got."""
    got: dict[UUID, Decimal] = {}
    for portion in portions:
        got[portion.demand.line] = got.get(portion.demand.line, Decimal(0)) + portion.quantity
    return got
