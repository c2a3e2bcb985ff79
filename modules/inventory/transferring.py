"""Goods between warehouses in motion: what lies in transit is promised to its transfer.

Quantity and worth leave the one warehouse and enter the other by way of a place that is nowhere (積送中); the
company owns them all the way, so the books notice nothing but what gets lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from modules.inventory import tables
from modules.inventory.leaving import Coming, put_values, take_values
from modules.inventory.movement import Movement
from modules.inventory.queries import TAKE_OUT, put_in
from modules.inventory.states import TransferState

# Both warehouses and the goods on their way, in key order, before anything is taken.
LOCK = """
    SELECT b.id, b.product, b.location, b.lot FROM inventory.stock_balance b
    JOIN masterdata.location l ON l.id = b.location JOIN masterdata.warehouse w ON w.id = l.warehouse
    WHERE b.product = ANY($1::uuid[]) AND b.owner IS NULL AND (w.id = ANY($2::uuid[]) OR w.is_transit)
    ORDER BY b.product, b.location, b.lot FOR UPDATE OF b
"""

PROMISE = """
    UPDATE inventory.stock_balance AS b SET reserved = b.reserved + t.quantity
    FROM unnest($2::uuid[], $3::text[], $4::numeric[]) AS t(product, lot, quantity)
    WHERE b.location = $1 AND b.owner IS NULL AND b.product = t.product AND b.lot = t.lot
"""

LINES = """
    SELECT l.id, l.product, l.lot, l.from_location, p.is_valued,
           l.quantity - l.arrived - l.returned - l.lost AS open
    FROM inventory.stock_transfer_line l JOIN masterdata.product p ON p.id = l.product
    WHERE l.stock_transfer = $1 ORDER BY l.line_no
"""

COUNT = """
    UPDATE inventory.stock_transfer_line AS l
    SET arrived = l.arrived + t.arrived, returned = l.returned + t.returned, lost = l.lost + t.lost
    FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[]) AS t(id, arrived, returned, lost)
    WHERE l.id = t.id
"""


class ArrivesLate(Refused):
    """Goods of the product have moved since that day; the transfer is recorded on a later one."""


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a line of a transfer that leaves the transit place; no goal means that it got lost."""

    line: UUID
    product: UUID
    lot: str
    location: UUID
    goal: UUID | None
    quantity: Decimal
    is_valued: bool


async def lock_between(act: Act, products: Sequence[UUID], warehouses: Sequence[UUID]) -> list[Any]:
    """Every shelf the transfer may touch, in key order; answers their keys."""
    return await locking.lock_stock(act, LOCK, sorted(set(products)), list(warehouses))


async def the_transfer(act: Act, transfer: UUID) -> dict[str, Any]:
    """The transfer under lock."""
    rows = await locking.lock_rows(act, tables.StockTransfer, [transfer])
    if not rows:
        raise NotFound("StockTransfer", transfer, field="transfer")
    return dict(rows[0])


async def into_transit(
    act: Act, on: date, moves: Sequence[Movement], valued: Sequence[bool]
) -> list[Movement]:
    """Put what left a warehouse among the goods on their way and promise it to its transfer."""
    place = await masterdata.transit_location(act)
    products, lots = [move.product for move in moves], [move.lot for move in moves]
    quantities = [move.quantity for move in moves]
    await put_in(act, products=products, locations=[place] * len(moves), quantities=quantities, lots=lots)
    await act.tx.run(PROMISE, place, *_summed(moves))
    coming = [
        Coming(move.product, place, move.quantity, move.value, is_valued)
        for move, is_valued in zip(moves, valued, strict=True)
    ]
    worths = await put_values(act, on, coming)
    return [_reaching(move, place, worth) for move, worth in zip(moves, worths, strict=True)]


async def out_of_transit(
    act: Act, on: date, warehouses: Sequence[UUID], parts: Sequence[Part]
) -> list[Movement]:
    """Let parts leave the transit place for where they arrived, for where they came from, or for nowhere."""
    rows = await lock_between(act, [part.product for part in parts], warehouses)
    shelves = {(row["product"], row["location"], row["lot"]): row["id"] for row in rows}
    going: dict[UUID, Decimal] = {}
    for part in parts:
        shelf = shelves[part.product, part.location, part.lot]
        going[shelf] = going.get(shelf, Decimal(0)) + part.quantity
    await act.tx.run(TAKE_OUT, list(going), list(going.values()), list(going.values()))
    worths = await take_values(act, on, parts)
    moves = [
        Movement(
            part.line, part.product, part.location, part.goal, part.quantity, worth.value, worth, part.lot
        )
        for part, worth in zip(parts, worths, strict=True)
    ]
    found = [(move, part) for move, part in zip(moves, parts, strict=True) if part.goal]
    await put_in(
        act,
        products=[move.product for move, _ in found],
        locations=[part.goal for _, part in found if part.goal],
        quantities=[move.quantity for move, _ in found],
        lots=[move.lot for move, _ in found],
    )
    coming = [
        Coming(move.product, part.goal, move.quantity, move.value, part.is_valued)
        for move, part in found
        if part.goal
    ]
    arriving = iter(await put_values(act, on, coming))
    return _on_time(
        [_reaching(move, move.to_location, next(arriving)) if move.to_location else move for move in moves]
    )


def _on_time(moves: list[Movement]) -> list[Movement]:
    """A step of a transfer corrects nothing, since one document corrects a day once."""
    for move in moves:
        for worth in (move.worth, move.arriving):
            if worth and (worth.late or worth.at_once):
                raise ArrivesLate(field="on", product=move.product, since=worth.late_on)
    return moves


def _reaching(move: Movement, place: UUID | None, worth: Any) -> Movement:
    return Movement(
        move.demand, move.product, move.from_location, place, move.quantity, move.value, move.worth, move.lot,
        None, worth,
    )  # fmt: skip


def _summed(moves: Sequence[Movement]) -> tuple[list[UUID], list[str], list[Decimal]]:
    total: dict[tuple[UUID, str], Decimal] = {}
    for move in moves:
        key = (move.product, move.lot)
        total[key] = total.get(key, Decimal(0)) + move.quantity
    return [key[0] for key in total], [key[1] for key in total], list(total.values())


async def close_when_done(act: Act, transfer: UUID, state: TransferState, on: date | None) -> None:
    """Write the state the step leads to."""
    await act.tx.update(tables.StockTransfer, [{"id": transfer, "state": state.value, "closed_on": on}])
