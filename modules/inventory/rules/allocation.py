"""Which goods are taken for whom: places in their given order, demands in the order of the document.

>>> from decimal import Decimal
>>> from uuid import UUID
>>> a, b, tea, line = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
>>> shelf = [Shelf(a, tea, a, Decimal(3)), Shelf(b, tea, b, Decimal(9))]
>>> [(p.shelf.id.int, str(p.quantity)) for p in allocate([Demand(line, tea, Decimal(5))], shelf)]
[(1, '3'), (2, '2')]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from modules.inventory.rules.tracking import may_be_picked


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of a document that wants goods; services come along without lying anywhere."""

    line: UUID
    product: UUID
    quantity: Decimal
    is_stocked: bool = True
    location: UUID | None = None
    lot: str | None = None

    def fits(self, shelf: "Shelf") -> bool:
        """Whether these are the goods that are wanted; a place or a lot that is named is kept to."""
        return (
            self.product == shelf.product
            and self.location in (None, shelf.location)
            and self.lot in (None, shelf.lot)
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Goods of a product in a place that may still be taken."""

    id: UUID
    product: UUID
    location: UUID
    free: Decimal
    lot: str = ""
    expires_on: date | None = None
    received_on: date | None = None
    shelf_days: int = 0
    is_valued: bool = True

    def is_good(self, on: date) -> bool:
        """Whether it still has the days that a customer may ask for."""
        return may_be_picked(self.expires_on, self.shelf_days, on)

    @property
    def turn(self) -> tuple[date, date]:
        """First expired first out; among what never expires, first in first out."""
        return self.expires_on or date.max, self.received_on or date.min


def in_picking_order(shelves: Iterable[Shelf], on: date | None = None) -> list[Shelf]:
    """The shelves in the order in which goods are proposed; with a day, only lots that are good then.

    >>> tea = UUID(int=3)
    >>> late = Shelf(UUID(int=1), tea, tea, Decimal(1), "L1", date(2026, 9, 1), date(2026, 1, 1))
    >>> soon = Shelf(UUID(int=2), tea, tea, Decimal(1), "L2", date(2026, 5, 1), date(2026, 2, 1))
    >>> [shelf.lot for shelf in in_picking_order([late, soon])]
    ['L2', 'L1']
    >>> [shelf.lot for shelf in in_picking_order([late, soon], date(2026, 6, 1))]
    ['L1']
    """
    good = [each for each in shelves if on is None or each.is_good(on)]
    return sorted(good, key=lambda shelf: shelf.turn)


@dataclass(frozen=True, slots=True)
class Portion:
    """So much of a shelf for a demand."""

    demand: Demand
    shelf: Shelf
    quantity: Decimal

    @property
    def product(self) -> UUID:
        """What it is of."""
        return self.shelf.product

    @property
    def location(self) -> UUID:
        """Where it lies."""
        return self.shelf.location

    @property
    def is_valued(self) -> bool:
        """Whether it is worth anything to us."""
        return self.shelf.is_valued


def allocate(demands: Sequence[Demand], shelves: Sequence[Shelf]) -> list[Portion]:
    """Spread demands over shelves, never taking more than is free. What is short is simply not allocated."""
    free = {shelf.id: shelf.free for shelf in shelves}
    portions = []
    for demand in demands:
        wanted = demand.quantity
        for shelf in shelves:
            taken = min(wanted, free[shelf.id])
            if taken <= 0 or not demand.fits(shelf):
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
