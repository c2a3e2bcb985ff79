"""Adjust stock: the shelf is right and the books are not, so the books follow, with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from modules.inventory.leaving import Coming, put_values, take_from_shelves, take_values
from modules.inventory.lots import require_known, require_places
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import put_in
from modules.inventory.rules.allocation import Demand
from modules.inventory.rules.tracking import LotNotTracked, LotRequired
from modules.inventory.states import AdjustmentReason, StockMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StockAdjustmentDraft:
    """So many more (positive) or fewer (negative) of a product, or of a lot of it, than the books say."""

    product: UUID
    change: Quantity
    location: UUID | None = None
    lot: str | None = None


async def adjust_stock(
    *,
    act: Act,
    lines: list[StockAdjustmentDraft],
    reason: AdjustmentReason,
    on: date | None = None,
    warehouse: UUID | None = None,
    owner: UUID | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Bring the books to the shelf; answers the stock adjustment.

    What is found is worth the moving average, what is missing takes its share of the value along. Refuses
    `INSUFFICIENT_STOCK` when goods would have to go that are promised or not there, and `UNKNOWN_LOT`.
    With an `owner` it is his goods that are more or fewer.
    """
    head = {"reason": reason.value, "warehouse": warehouse, "adjusted_on": on, "note": note}
    return await adjust(act, lines, head | {"owner": owner}, post_late=post_late)


async def adjust(
    act: Act, lines: Sequence[StockAdjustmentDraft], head: dict[str, Any], *, post_late: bool = False
) -> UUID:
    """The same for whoever found the difference; `head` is the document as far as it is known."""
    on, owner = head["adjusted_on"] or act.today, head["owner"]
    if not lines or any(line.change == 0 for line in lines):
        raise BadInput("lines", "NOTHING_TO_CHANGE")
    lines = [replace(line, lot=(line.lot or "").strip() or None) for line in lines]
    if len({(line.product, line.location, line.lot) for line in lines}) != len(lines):
        raise BadInput("lines", "PRODUCT_TWICE")
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    products = await masterdata.products(act.tx, [line.product for line in lines])
    _require_lots(products, lines)
    await require_known(act, [(line.product, line.lot or "") for line in lines])
    warehouse = head["warehouse"] or await masterdata.default_warehouse(act.tx, act.company)
    await require_places(act, warehouse, [line.location for line in lines])
    moves = await _take(act, day, warehouse, [line for line in lines if line.change < 0], owner)
    more = [line for line in lines if line.change > 0]
    moves += await _put(act, day, warehouse, more, owner, products)
    return await _write(act, moves, head | {"warehouse": warehouse, "adjusted_on": on}, day)


def _require_lots(products: dict[UUID, masterdata.ProductRow], lines: Sequence[StockAdjustmentDraft]) -> None:
    for index, line in enumerate(lines):
        product = products[line.product]
        if not product.is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")
        tracked = product.tracking is not masterdata.Tracking.NONE
        if tracked and line.lot is None:
            raise LotRequired(field=f"lines.{index}.lot")
        if line.lot is not None and not tracked:
            raise LotNotTracked(field=f"lines.{index}.lot", lot=line.lot)


async def _take(
    act: Act, on: date, warehouse: UUID, lines: Sequence[StockAdjustmentDraft], owner: UUID | None
) -> list[Movement]:
    demands = [
        Demand(new_id(), line.product, -line.change, location=line.location, lot=line.lot) for line in lines
    ]
    portions = await take_from_shelves(act, warehouse, demands, owner)
    worths = await take_values(act, on, portions)
    return [
        Movement(
            None,
            portion.product,
            portion.location,
            None,
            portion.quantity,
            worth.value,
            worth,
            portion.shelf.lot,
            owner,
        )
        for portion, worth in zip(portions, worths, strict=True)
    ]


async def _put(
    act: Act,
    on: date,
    warehouse: UUID,
    lines: Sequence[StockAdjustmentDraft],
    owner: UUID | None,
    products: dict[UUID, masterdata.ProductRow],
) -> list[Movement]:
    if not lines:
        return []
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    lines = sorted(lines, key=lambda line: (line.product, line.location or place, line.lot or ""))
    await put_in(
        act,
        products=[line.product for line in lines],
        locations=[line.location or place for line in lines],
        quantities=[line.change for line in lines],
        lots=[line.lot or "" for line in lines],
        owner=owner,
    )
    coming = [
        Coming(
            line.product,
            line.location or place,
            line.change,
            None,
            products[line.product].is_valued and owner is None,
        )
        for line in lines
    ]
    worths = await put_values(act, on, coming)
    return [
        Movement(
            None, each.product, None, each.location, each.quantity, worth.value, worth, line.lot or "", owner
        )
        for line, each, worth in zip(lines, coming, worths, strict=True)
    ]


async def _write(act: Act, moves: Sequence[Movement], head: dict[str, Any], booked_on: date) -> UUID:
    adjustment, on = new_id(), head["adjusted_on"]
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
                "lot": move.lot,
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
    await _book(act, adjustment, number, head, inward)
    return adjustment


async def _book(act: Act, adjustment: UUID, number: str, head: dict[str, Any], inward: Decimal) -> None:
    count = head.get("stock_count")
    await register_document(
        act,
        kind="stock_adjustment",
        id=adjustment,
        number=number,
        on=head["adjusted_on"],
        title=head["note"] or number,
        amount=inward,
        party=head["owner"],
        causes=[count] if count else [],
    )
    await book_movement(
        act,
        kind="stock_adjustment",
        purpose=PostingPurpose.STOCK_GAIN if inward > 0 else PostingPurpose.STOCK_LOSS,
        document=adjustment,
        description=number,
        on=head["adjusted_on"],
        inward=inward,
        post_late=True,
    )
