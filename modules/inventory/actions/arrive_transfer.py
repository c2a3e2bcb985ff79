"""Arrive a transfer: goods reach the other warehouse, all of them, some of them, or fewer than were sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.lots import require_places
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.states import STOCK_TRANSFER, StockMoveKind, TransferState
from modules.inventory.transferring import (
    COUNT,
    LINES,
    Part,
    close_when_done,
    out_of_transit,
    the_transfer,
)


class ArrivesMoreThanLeft(Refused):
    """More would arrive than is still on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalDraft:
    """So many of a line of the transfer, into a place of the warehouse."""

    line: UUID
    quantity: Quantity
    location: UUID | None = None


async def arrive_transfer(
    *,
    act: Act,
    transfer: UUID,
    lines: list[ArrivalDraft] | None = None,
    on: date | None = None,
    is_complete: bool = False,
    post_late: bool = False,
) -> UUID:
    """Take goods in that were on their way; without lines, all of them. Answers the transfer.

    What is missing stays on its way, unless the arrival `is_complete`: then the difference is lost and
    written off. Refuses `ARRIVES_MORE_THAN_LEFT`, `WRONG_STATE`, and a day before the goods left.
    """
    on = on or act.today
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    head = await the_transfer(act, transfer)
    STOCK_TRANSFER.after("arrive", TransferState(head["state"]))
    if on < head["dispatched_on"]:
        raise BadInput("on", "BEFORE_DISPATCH", dispatched_on=head["dispatched_on"])
    rows = {row["id"]: row for row in await act.tx.rows(LINES, transfer)}
    drafts = lines or [ArrivalDraft(line=id, quantity=row["open"]) for id, row in rows.items() if row["open"]]
    _require_sound(rows, drafts)
    await require_places(act, head["to_warehouse"], [draft.location for draft in drafts])
    parts = await _parts(act, head["to_warehouse"], rows, drafts, is_complete)
    if not parts:
        raise BadInput("lines", "EMPTY")
    moves = await out_of_transit(act, day, [head["from_warehouse"], head["to_warehouse"]], parts)
    await _write(act, head, moves, on, day)
    await _count(act, parts)
    open_before = sum((row["open"] for row in rows.values()), Decimal(0))
    done = open_before == sum((part.quantity for part in parts), Decimal(0))
    state = STOCK_TRANSFER.after("arrive" if done else "arrive_partly", TransferState(head["state"]))
    await close_when_done(act, transfer, state, on if done else None)
    return transfer


async def _write(
    act: Act, head: Mapping[str, Any], moves: Sequence[Movement], on: date, booked_on: date
) -> None:
    """The moves, and the loss where something got lost on the way."""
    transfer, number = head["id"], head["number"]
    for kind, gone in ((StockMoveKind.TRANSFER, False), (StockMoveKind.ADJUSTMENT, True)):
        some = [move for move in moves if (move.to_location is None) is gone]
        await write_moves(
            act, kind=kind, document=transfer, on=on, moves=some, booked_on=booked_on, number=number
        )
    lost = sum((move.value for move in moves if move.to_location is None), Decimal(0))
    await book_movement(
        act,
        kind="transfer_loss",
        purpose=PostingPurpose.STOCK_LOSS,
        document=transfer,
        description=number,
        on=on,
        inward=-lost,
        post_late=True,
    )


def _require_sound(rows: Mapping[UUID, Any], drafts: Sequence[ArrivalDraft]) -> None:
    wanted: dict[UUID, Decimal] = {}
    for index, draft in enumerate(drafts):
        if draft.line not in rows:
            raise NotFound("StockTransferLine", draft.line, field=f"lines.{index}.line")
        if draft.quantity < 0:
            raise BadInput(f"lines.{index}.quantity", "NEGATIVE")
        wanted[draft.line] = wanted.get(draft.line, Decimal(0)) + draft.quantity
        if wanted[draft.line] > rows[draft.line]["open"]:
            raise ArrivesMoreThanLeft(
                field=f"lines.{index}.quantity", open=rows[draft.line]["open"], wanted=wanted[draft.line]
            )


async def _parts(
    act: Act, warehouse: UUID, rows: Mapping[UUID, Any], drafts: Sequence[ArrivalDraft], is_complete: bool
) -> list[Part]:
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    transit = await masterdata.transit_location(act)
    found: list[tuple[UUID, UUID | None, Decimal]] = [
        (draft.line, draft.location or place, draft.quantity) for draft in drafts if draft.quantity
    ]
    if is_complete:
        for id, row in rows.items():
            missing = row["open"] - sum((each[2] for each in found if each[0] == id), Decimal(0))
            if missing:
                found.append((id, None, missing))
    return [
        Part(id, rows[id]["product"], rows[id]["lot"], transit, goal, quantity, rows[id]["is_valued"])
        for id, goal, quantity in found
    ]


async def _count(act: Act, parts: Sequence[Part]) -> None:
    total: dict[UUID, list[Decimal]] = {}
    for part in parts:
        sums = total.setdefault(part.line, [Decimal(0), Decimal(0), Decimal(0)])
        sums[0 if part.goal else 2] += part.quantity
    columns = [[sums[at] for sums in total.values()] for at in range(3)]
    await act.tx.run(COUNT, list(total), *columns)
