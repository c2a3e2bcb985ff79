"""Dispatch a transfer: goods leave one warehouse for another and are on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.leaving import take_from_shelves, take_values
from modules.inventory.lots import require_known, require_places
from modules.inventory.movement import Movement, write_moves
from modules.inventory.rules.allocation import Demand
from modules.inventory.states import StockMoveKind, TransferState
from modules.inventory.transferring import into_transit, lock_between


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDraft:
    """So many of a product (or of one lot of it); without a place, from wherever they lie."""

    product: UUID
    quantity: Quantity
    lot: str | None = None
    location: UUID | None = None


async def dispatch_transfer(
    *,
    act: Act,
    from_warehouse: UUID,
    to_warehouse: UUID,
    lines: list[TransferDraft],
    on: date | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Send goods of ours to another warehouse; answers the transfer.

    Refuses `INSUFFICIENT_STOCK` for goods that are not there or are promised, `UNKNOWN_LOT`, and a transfer
    to where the goods are.
    """
    on = on or act.today
    _require_sound(from_warehouse, to_warehouse, lines)
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    await masterdata.products(act.tx, [line.product for line in lines])
    for warehouse in (from_warehouse, to_warehouse):
        await masterdata.default_location(act.tx, act.company, warehouse)
    await require_known(act, [(line.product, (line.lot or "").strip()) for line in lines])
    await require_places(act, from_warehouse, [line.location for line in lines])
    await masterdata.transit_location(act)
    await lock_between(act, [line.product for line in lines], [from_warehouse, to_warehouse])
    demands = [
        Demand(
            new_id(),
            line.product,
            line.quantity,
            location=line.location,
            lot=(line.lot or "").strip() or None,
        )
        for line in lines
    ]
    portions = await take_from_shelves(act, from_warehouse, demands)
    worths = await take_values(act, day, portions)
    moves = [
        Movement(
            new_id(), portion.product, portion.location, None, portion.quantity, worth.value, worth,
            portion.shelf.lot,
        )
        for portion, worth in zip(portions, worths, strict=True)
    ]  # fmt: skip
    moves = await into_transit(act, day, moves, [portion.is_valued for portion in portions])
    head = {"from_warehouse": from_warehouse, "to_warehouse": to_warehouse, "dispatched_on": on, "note": note}
    return await _write(act, head, moves, day)


def _require_sound(from_warehouse: UUID, to_warehouse: UUID, lines: Sequence[TransferDraft]) -> None:
    if from_warehouse == to_warehouse:
        raise BadInput("toWarehouse", "SAME_WAREHOUSE")
    if not lines:
        raise BadInput("lines", "EMPTY")
    for index, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE")


async def _write(act: Act, head: dict[str, Any], moves: Sequence[Movement], booked_on: date) -> UUID:
    transfer, on = new_id(), head["dispatched_on"]
    number = await next_number(act, "stock_transfer", on)
    own = {"id": transfer, "company": act.company, "number": number, "recorded_at": act.at}
    own |= {"state": TransferState.DISPATCHED.value, "closed_on": None}
    await act.tx.insert(tables.StockTransfer, [head | own])
    await act.tx.insert(
        tables.StockTransferLine,
        [
            {
                "id": move.demand,
                "company": act.company,
                "stock_transfer": transfer,
                "line_no": line_no,
                "product": move.product,
                "lot": move.lot,
                "from_location": move.from_location,
                "arrived": 0,
                "returned": 0,
                "lost": 0,
                "quantity": move.quantity,
            }
            for line_no, move in enumerate(moves, start=1)
        ],
    )
    kind = StockMoveKind.TRANSFER
    await write_moves(
        act, kind=kind, document=transfer, on=on, moves=moves, booked_on=booked_on, number=number
    )
    await register_document(
        act, kind="stock_transfer", id=transfer, number=number, on=on, title=head["note"] or number
    )
    return transfer
