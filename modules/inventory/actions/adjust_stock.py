"""Adjust stock: the shelf is right and the books are not, so the books follow, with a reason."""

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
from erp.kernel.money import Rounding, round_money
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.accounting import PostingPurpose
from modules.inventory import tables
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import TAKE_OUT, add_value, put_in
from modules.inventory.rules.allocation import Demand, allocate, allocated
from modules.inventory.shelves import lock_shelves, lock_worth
from modules.inventory.states import AdjustmentReason, StockMoveKind
from modules.inventory.worth import take_worth


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
    await locking.lock_period_shared(act, on)
    products = await masterdata.products(act.tx, [line.product for line in lines])
    for index, line in enumerate(lines):
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    moves = await _take(act, warehouse, [line for line in lines if line.change < 0])
    moves += await _put(act, warehouse, [line for line in lines if line.change > 0])
    return await _write(act, moves, reason, on, warehouse, note)


async def _take(act: Act, warehouse: UUID, lines: Sequence[StockAdjustmentDraft]) -> list[Movement]:
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
    values = await take_worth(act, [(portion.shelf.product, portion.quantity) for portion in portions])
    return [
        Movement(None, portion.shelf.product, portion.shelf.location, None, portion.quantity, value)
        for portion, value in zip(portions, values, strict=True)
    ]


async def _put(act: Act, warehouse: UUID, lines: Sequence[StockAdjustmentDraft]) -> list[Movement]:
    if not lines:
        return []
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    products = sorted(line.product for line in lines)
    change = {line.product: line.change for line in lines}
    worth = await lock_worth(act, products=products)
    values = [_found_value(worth.get(product), change[product], act.currency) for product in products]
    quantities = [change[product] for product in products]
    await put_in(act, products=products, locations=[place] * len(products), quantities=quantities)
    await add_value(act, products=products, quantities=quantities, values=values)
    return [
        Movement(None, product, None, place, quantity, value)
        for product, quantity, value in zip(products, quantities, values, strict=True)
    ]


def _found_value(worth: tuple[Decimal, Decimal] | None, quantity: Decimal, currency: str) -> Decimal:
    if worth is None or worth[0] == 0:
        return Decimal(0)
    return round_money(worth[1] * quantity / worth[0], currency, Rounding.HALF_UP)


async def _write(
    act: Act,
    moves: Sequence[Movement],
    reason: AdjustmentReason,
    on: date,
    warehouse: UUID,
    note: str | None,
) -> UUID:
    adjustment = new_id()
    number = await next_number(act, "stock_adjustment", on)
    head = {"id": adjustment, "company": act.company, "number": number, "reason": reason.value}
    head |= {"warehouse": warehouse, "adjusted_on": on, "recorded_at": act.at, "note": note}
    await act.tx.insert(tables.StockAdjustment, [head])
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
    await write_moves(act, kind=StockMoveKind.ADJUSTMENT, document=adjustment, on=on, moves=moves)
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
    )
    return adjustment
