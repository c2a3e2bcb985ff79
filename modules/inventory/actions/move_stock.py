"""Move stock: goods are carried from one place of a warehouse to another; the books do not notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.inventory import tables
from modules.inventory.leaving import take_from_shelves
from modules.inventory.lots import require_known, require_places
from modules.inventory.movement import Movement, write_moves
from modules.inventory.queries import put_in
from modules.inventory.rules.allocation import Demand, Portion
from modules.inventory.states import StockMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMoveDraft:
    """So many of a product (or of one lot of it) from a place to another."""

    product: UUID
    quantity: Quantity
    from_location: UUID
    to_location: UUID
    lot: str | None = None


async def move_stock(
    *,
    act: Act,
    lines: list[StockMoveDraft],
    on: date | None = None,
    warehouse: UUID | None = None,
    owner: UUID | None = None,
    note: str | None = None,
) -> UUID:
    """Carry goods to other places of the same warehouse; answers the relocation.

    Refuses `INSUFFICIENT_STOCK` for goods that are not there or are promised where they lie, `UNKNOWN_LOT`,
    and `WRONG_PLACE` for a place of another warehouse.
    """
    on = on or act.today
    _require_sound(lines)
    await locking.lock_period_shared(act, on)
    await masterdata.products(act.tx, [line.product for line in lines])
    await require_known(act, [(line.product, (line.lot or "").strip()) for line in lines])
    warehouse = warehouse or await _warehouse_of(act, lines[0].from_location)
    places = [place for line in lines for place in (line.from_location, line.to_location)]
    await require_places(act, warehouse, places)
    demands = [
        Demand(
            new_id(),
            line.product,
            line.quantity,
            location=line.from_location,
            lot=(line.lot or "").strip() or None,
        )
        for line in lines
    ]
    portions = await take_from_shelves(act, warehouse, demands, owner)
    goals = {demand.line: line.to_location for demand, line in zip(demands, lines, strict=True)}
    carried = sorted(
        ((portion, goals[portion.demand.line]) for portion in portions),
        key=lambda each: (each[0].product, each[1], each[0].shelf.lot),
    )
    await put_in(
        act,
        products=[portion.product for portion, _ in carried],
        locations=[goal for _, goal in carried],
        quantities=[portion.quantity for portion, _ in carried],
        lots=[portion.shelf.lot for portion, _ in carried],
        owner=owner,
    )
    return await _write(act, warehouse, carried, on, owner, note)


def _require_sound(lines: Sequence[StockMoveDraft]) -> None:
    if not lines:
        raise BadInput("lines", "EMPTY")
    for index, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE")
        if line.from_location == line.to_location:
            raise BadInput(f"lines.{index}.toLocation", "SAME_PLACE")


async def _warehouse_of(act: Act, location: UUID) -> UUID:
    found = await act.tx.value("SELECT warehouse FROM masterdata.location WHERE id = $1", location)
    return found or await masterdata.default_warehouse(act.tx, act.company)


async def _write(
    act: Act,
    warehouse: UUID,
    carried: Sequence[tuple[Portion, UUID]],
    on: date,
    owner: UUID | None,
    note: str | None,
) -> UUID:
    relocation = new_id()
    number = await next_number(act, "stock_relocation", on)
    head = {"id": relocation, "company": act.company, "number": number, "warehouse": warehouse}
    head |= {"moved_on": on, "recorded_at": act.at, "note": note}
    await act.tx.insert(tables.StockRelocation, [head])
    await act.tx.insert(
        tables.StockRelocationLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "stock_relocation": relocation,
                "line_no": line_no,
                "product": portion.product,
                "lot": portion.shelf.lot,
                "owner": owner,
                "from_location": portion.location,
                "to_location": goal,
                "quantity": portion.quantity,
            }
            for line_no, (portion, goal) in enumerate(carried, start=1)
        ],
    )
    moves = [
        Movement(
            None,
            portion.product,
            portion.location,
            goal,
            portion.quantity,
            Decimal(0),
            lot=portion.shelf.lot,
            owner=owner,
        )
        for portion, goal in carried
    ]
    await write_moves(act, kind=StockMoveKind.MOVE, document=relocation, on=on, moves=moves)
    await register_document(
        act, kind="stock_relocation", id=relocation, number=number, on=on, title=note or number, party=owner
    )
    return relocation
