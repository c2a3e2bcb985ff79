"""Change a pick: goods of an order are taken from another lot or another place than was proposed."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.quantity import Quantity
from modules.inventory import tables
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.lots import UnknownLot, known_lots
from modules.inventory.queries import RESERVE
from modules.inventory.rules.allocation import Shelf
from modules.inventory.shelves import Held, lock_held, lock_shelves

PICK = """
    SELECT r.document, r.product, l.warehouse FROM inventory.reservation r
    JOIN masterdata.location l ON l.id = r.location WHERE r.id = $1
"""
LET_GO = """
    WITH free AS (UPDATE inventory.stock_balance SET reserved = reserved - $3 WHERE id = $2)
    UPDATE inventory.reservation SET quantity = quantity - $3 WHERE id = $1
"""
ADD_TO = """
    UPDATE inventory.reservation SET quantity = quantity + $5
    WHERE document = $1 AND demand = $2 AND location = $3 AND lot = $4 RETURNING id
"""


class LotExpired(Refused):
    """The lot is past its day, or has too few days left for a customer."""

    def __init__(self, lot: str, expires_on: date | None) -> None:
        super().__init__(field="lot", lot=lot, expires_on=expires_on)


async def change_pick(
    *,
    act: Act,
    pick: UUID,
    lot: str | None = None,
    location: UUID | None = None,
    quantity: Quantity | None = None,
) -> UUID:
    """Hold goods of another lot or place for the line of an order; answers the pick they are held by.

    Without a quantity all of the pick. Refuses `UNKNOWN_LOT`, `LOT_EXPIRED`, and `INSUFFICIENT_STOCK` for a
    lot that does not lie there or is promised to others.
    """
    row = await act.tx.row(PICK, pick)
    if row is None:
        raise NotFound("Reservation", pick, field="pick")
    held = await _held(act, pick, row)
    wanted = quantity if quantity is not None else held.quantity
    if wanted <= 0 or wanted > held.quantity:
        raise BadInput("quantity", "MORE_THAN_PICKED", held=held.quantity)
    code = held.lot if lot is None else lot.strip()
    goal = location or (held.location if code == held.lot else None)
    if code == held.lot and goal == held.location:
        raise BadInput("lot", "NOTHING_TO_CHANGE")
    shelf = await _shelf(act, row["warehouse"], held, code, goal, wanted)
    await act.tx.run(LET_GO, held.id, held.balance, wanted)
    if not await act.tx.rows(RESERVE, [shelf.id], [wanted]):
        raise InsufficientStock([])
    return await _hold(act, row["document"], held, shelf, wanted)


async def _held(act: Act, pick: UUID, row: Any) -> Held:
    """The pick under lock, after every shelf it may be exchanged with, in key order."""
    await lock_shelves(act, warehouse=row["warehouse"], products=[row["product"]])
    for each in await lock_held(act, document=row["document"]):
        if each.id == pick:
            return each
    raise BadInput("pick", "PICKED_ALREADY")


async def _shelf(
    act: Act, warehouse: UUID, held: Held, code: str, goal: UUID | None, wanted: Decimal
) -> Shelf:
    """Where so much of the lot is free; the place is the first one that has enough, unless it is named."""
    if code and not await known_lots(act, [(held.product, code)]):
        raise UnknownLot(code, held.product, field="lot")
    shelves = [
        each
        for each in await lock_shelves(act, warehouse=warehouse, products=[held.product])
        if each.lot == code and goal in (None, each.location) and each.id != held.balance
    ]
    for each in shelves:
        if not each.is_good(act.today):
            raise LotExpired(code, each.expires_on)
    enough = [each for each in shelves if each.free >= wanted]
    if not enough:
        most = max((each.free for each in shelves), default=Decimal(0))
        facts = {"line": held.demand, "product": held.product, "wanted": wanted, "available": most}
        raise InsufficientStock([facts])
    return enough[0]


async def _hold(act: Act, document: UUID, held: Held, shelf: Shelf, wanted: Decimal) -> UUID:
    found = await act.tx.rows(ADD_TO, document, held.demand, shelf.location, shelf.lot, wanted)
    if found:
        return found[0]["id"]
    pick = new_id()
    own: dict[str, Any] = {"id": pick, "company": act.company}
    own |= {"document": document, "demand": held.demand}
    own |= {"product": held.product, "location": shelf.location, "lot": shelf.lot, "quantity": wanted}
    await act.tx.insert(tables.Reservation, [own])
    return pick
