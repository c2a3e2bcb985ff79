"""Reserve stock: goods are promised to the lines of one order, so nobody else can be promised them."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from modules.inventory import tables
from modules.inventory.queries import RESERVE
from modules.inventory.rules.allocation import Demand, Portion, allocate, allocated, in_picking_order
from modules.inventory.shelves import lock_shelves


class InsufficientStock(Refused):
    """Less is free than is wanted; the facts say it line by line."""

    def __init__(self, shortages: Sequence[dict[str, object]]) -> None:
        super().__init__(field="lines", lines=list(shortages))


async def reserve_stock(
    *, act: Act, document: UUID, warehouse: UUID, demands: Sequence[Demand], accept_backorder: bool = False
) -> dict[UUID, Decimal]:
    """Hold goods for each demand; answers how much each line got.

    Refuses `INSUFFICIENT_STOCK` with every short line, unless what is missing may wait as a backorder.
    """
    if not demands:
        return {}
    shelves = await lock_shelves(act, warehouse=warehouse, products=[demand.product for demand in demands])
    portions = allocate(demands, in_picking_order(shelves, act.today))
    held = allocated(portions)
    short = [demand for demand in demands if held.get(demand.line, Decimal(0)) < demand.quantity]
    if short and not accept_backorder:
        raise InsufficientStock(
            [
                {
                    "line": demand.line,
                    "product": demand.product,
                    "wanted": demand.quantity,
                    "available": held.get(demand.line, Decimal(0)),
                }
                for demand in short
            ]
        )
    if portions:
        await _hold(act, document, portions)
    return held


async def _hold(act: Act, document: UUID, portions: Sequence[Portion]) -> None:
    by_shelf: dict[UUID, Decimal] = {}
    for portion in portions:
        by_shelf[portion.shelf.id] = by_shelf.get(portion.shelf.id, Decimal(0)) + portion.quantity
    changed = await act.tx.rows(RESERVE, list(by_shelf), list(by_shelf.values()))
    if len(changed) != len(by_shelf):
        # The rows are locked, so this says that a balance was changed by somebody who holds no lock.
        raise InsufficientStock([])
    await act.tx.insert(
        tables.Reservation,
        [
            {
                "id": new_id(),
                "company": act.company,
                "document": document,
                "demand": portion.demand.line,
                "product": portion.demand.product,
                "location": portion.shelf.location,
                "lot": portion.shelf.lot,
                "quantity": portion.quantity,
            }
            for portion in portions
        ],
    )
