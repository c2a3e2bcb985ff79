"""Cancel a transfer: what is still on its way goes back to the places it left."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules import accounting
from modules.inventory.movement import write_moves
from modules.inventory.states import STOCK_TRANSFER, StockMoveKind, TransferState
from modules.inventory.transferring import (
    COUNT,
    LINES,
    Part,
    close_when_done,
    out_of_transit,
    the_transfer,
)


async def cancel_transfer(
    *, act: Act, transfer: UUID, reason: str, on: date | None = None, post_late: bool = False
) -> UUID:
    """Take goods that have not arrived back; what has arrived stays where it is. Answers the transfer.

    Refuses `WRONG_STATE`, a day before the goods left, and an empty reason.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    on = on or act.today
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    head = await the_transfer(act, transfer)
    state = STOCK_TRANSFER.after("cancel", TransferState(head["state"]))
    if on < head["dispatched_on"]:
        raise BadInput("on", "BEFORE_DISPATCH", dispatched_on=head["dispatched_on"])
    transit = await masterdata.transit_location(act)
    rows = [row for row in await act.tx.rows(LINES, transfer) if row["open"]]
    parts = [
        Part(
            row["id"],
            row["product"],
            row["lot"],
            transit,
            row["from_location"],
            row["open"],
            row["is_valued"],
        )
        for row in rows
    ]
    moves = await out_of_transit(act, day, [head["from_warehouse"], head["to_warehouse"]], parts)
    kind, number = StockMoveKind.TRANSFER, head["number"]
    await write_moves(act, kind=kind, document=transfer, on=on, moves=moves, booked_on=day, number=number)
    none = [Decimal(0)] * len(rows)
    await act.tx.run(COUNT, [row["id"] for row in rows], none, [row["open"] for row in rows], none)
    await close_when_done(act, transfer, state, on)
    return transfer
