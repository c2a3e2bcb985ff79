"""Adjust stock: the shelf is right and the books are not, so the books follow, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
from modules.accounting import PostingPurpose
from modules.inventory import tables
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import TAKE_OUT, put_in
from modules.inventory.rules.allocation import Demand, allocate, allocated
from modules.inventory.shelves import lock_shelves
from modules.inventory.states import AdjustmentReason, StockMoveKind
from modules.inventory.worth import put_worth, take_worth


@dataclass(frozen=True, slots=True, kw_only=True)
class StockAdjustmentDraft:
    """So many more (positive) or fewer (negative) of a product than the books say."""

    product: UUID
    change: Quantity


async def adjust_stock(
    *,
    act: Act,
    lines: list[StockAdjustmentDraft],
    reason: AdjustmentReason,
    on: date | None = None,
    warehouse: UUID | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Bring the books to the shelf; answers the stock adjustment.

    What is found is worth the moving average, what is missing takes its share of the value along. Refuses
    `INSUFFICIENT_STOCK` when goods would have to go that are promised or not there.
    """
    on = on or act.today
    if not lines or any(line.change == 0 for line in lines):
        raise BadInput("lines", "NOTHING_TO_CHANGE")
    if len({line.product for line in lines}) != len(lines):
        raise BadInput("lines", "PRODUCT_TWICE")
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    products = await masterdata.products(act.tx, [line.product for line in lines])
    for index, line in enumerate(lines):
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    moves = await _take(act, day, warehouse, [line for line in lines if line.change < 0])
    moves += await _put(act, day, warehouse, [line for line in lines if line.change > 0])
    head = {"reason": reason.value, "warehouse": warehouse, "adjusted_on": on, "note": note}
    return await _write(act, moves, head, day)


async def _take(act: Act, on: date, warehouse: UUID, lines: Sequence[StockAdjustmentDraft]) -> list[Movement]:
    if not lines:
        return []
    demands = [Demand(line.product, line.product, -line.change) for line in lines]
    shelves = await lock_shelves(act, warehouse=warehouse, products=[line.product for line in lines])
    portions = allocate(demands, shelves)
    got = allocated(portions)
    short = [demand for demand in demands if got.get(demand.line, Decimal(0)) < demand.quantity]
    if short:
        raise InsufficientStock(
            [
                {
                    "line": demand.line,
                    "product": demand.product,
                    "wanted": demand.quantity,
                    "available": got.get(demand.line, Decimal(0)),
                }
                for demand in short
            ]
        )
    quantities = [portion.quantity for portion in portions]
    await act.tx.run(
        TAKE_OUT, [portion.shelf.id for portion in portions], quantities, [Decimal(0)] * len(portions)
    )
    going = [(portion.shelf.product, portion.shelf.location, portion.quantity) for portion in portions]
    worths = await take_worth(act, on=on, items=going)
    return [
        Movement(None, product, location, None, quantity, worth.value, worth)
        for (product, location, quantity), worth in zip(going, worths, strict=True)
    ]


async def _put(act: Act, on: date, warehouse: UUID, lines: Sequence[StockAdjustmentDraft]) -> list[Movement]:
    if not lines:
        return []
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    lines = sorted(lines, key=lambda line: line.product)
    products, quantities = [line.product for line in lines], [line.change for line in lines]
    await put_in(act, products=products, locations=[place] * len(products), quantities=quantities)
    worths = await put_worth(act, on=on, items=[(line.product, place, line.change, None) for line in lines])
    return [
        Movement(None, line.product, None, place, line.change, worth.value, worth)
        for line, worth in zip(lines, worths, strict=True)
    ]


async def _write(act: Act, moves: Sequence[Movement], head: dict[str, Any], booked_on: date) -> UUID:
    adjustment, on, note = new_id(), head["adjusted_on"], head["note"]
    number = await next_number(act, "stock_adjustment", on)
    own = {"id": adjustment, "company": act.company, "number": number, "recorded_at": act.at}
    await act.tx.insert(tables.StockAdjustment, [head | own])
    signed = [(move, 1 if move.to_location else -1) for move in moves]
    await act.tx.insert(
        tables.StockAdjustmentLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "stock_adjustment": adjustment,
                "line_no": line_no,
                "product": move.product,
                "location": move.to_location or move.from_location,
                "quantity": sign * move.quantity,
                "value": sign * move.value,
            }
            for line_no, (move, sign) in enumerate(signed, start=1)
        ],
    )
    await write_moves(
        act,
        kind=StockMoveKind.ADJUSTMENT,
        document=adjustment,
        on=on,
        moves=moves,
        booked_on=booked_on,
        number=number,
    )
    inward = sum((sign * move.value for move, sign in signed), Decimal(0))
    await register_document(
        act, kind="stock_adjustment", id=adjustment, number=number, on=on, title=note or number, amount=inward
    )
    await book_movement(
        act,
        kind="stock_adjustment",
        purpose=PostingPurpose.STOCK_GAIN if inward > 0 else PostingPurpose.STOCK_LOSS,
        document=adjustment,
        description=number,
        on=on,
        inward=inward,
        post_late=True,
    )
    return adjustment
