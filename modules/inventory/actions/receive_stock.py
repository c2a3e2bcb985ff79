"""Receive stock: goods come in, as opening stock or from a supplier, and are worth what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules.accounting import PostingPurpose
from modules.inventory import tables
from modules.inventory.events import StockReceived
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import add_value, put_in
from modules.inventory.rules.costing import receipt_value
from modules.inventory.states import ReceiptReason, StockMoveKind

# What answers the stock account: equity for what was there before us, the supplier for what we bought.
ANSWER = {
    ReceiptReason.OPENING: PostingPurpose.OPENING_BALANCE,
    ReceiptReason.PURCHASE: PostingPurpose.GOODS_RECEIVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceiptDraft:
    """So many of a product at so much each, in the product's own unit and the company's currency."""

    product: UUID
    quantity: Quantity
    unit_cost: Money


async def receive_stock(
    *,
    act: Act,
    lines: list[StockReceiptDraft],
    reason: ReceiptReason,
    on: date | None = None,
    warehouse: UUID | None = None,
    supplier: UUID | None = None,
    origin: str | None = None,
    note: str | None = None,
) -> UUID:
    """Take goods in on a day; answers the stock receipt.

    Refuses an empty list, a quantity that is not positive, a negative cost, a product that is not kept in
    stock, a purchase without its supplier, and a day nobody may post on. `origin` is the sender's own key:
    the same origin a second time answers the receipt that is there.
    """
    on = on or act.today
    again = await _already_received(act, origin)
    if again:
        return again
    await locking.lock_period_shared(act, on)
    await _require_sound(act, lines, reason, supplier)
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    moves = [
        Movement(
            demand=None,
            product=line.product,
            from_location=None,
            to_location=place,
            quantity=line.quantity,
            value=receipt_value(line.quantity, line.unit_cost, act.currency),
        )
        for line in lines
    ]
    products, quantities = [move.product for move in moves], [move.quantity for move in moves]
    await put_in(act, products=products, locations=[place] * len(moves), quantities=quantities)
    await add_value(act, products=products, quantities=quantities, values=[move.value for move in moves])
    receipt = await _write(act, lines, moves, reason, on, warehouse, supplier, origin, note)
    await record(act, StockReceived(stock_receipt=receipt, received_on=on), subject=receipt)
    return receipt


async def _already_received(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM inventory.stock_receipt WHERE company = $1 AND origin = $2", act.company, origin
    )


async def _require_sound(
    act: Act, lines: Sequence[StockReceiptDraft], reason: ReceiptReason, supplier: UUID | None
) -> None:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if reason is ReceiptReason.PURCHASE and supplier is None:
        raise BadInput("supplier", "REQUIRED")
    products = await masterdata.products(act.tx, [line.product for line in lines])
    for index, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE")
        if line.unit_cost < 0:
            raise BadInput(f"lines.{index}.unitCost", "NEGATIVE")
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")


async def _write(
    act: Act,
    lines: Sequence[StockReceiptDraft],
    moves: Sequence[Movement],
    reason: ReceiptReason,
    on: date,
    warehouse: UUID,
    supplier: UUID | None,
    origin: str | None,
    note: str | None,
) -> UUID:
    receipt = new_id()
    number = await next_number(act, "stock_receipt", on)
    head = {"id": receipt, "company": act.company, "number": number, "reason": reason.value}
    head |= {"supplier": supplier, "warehouse": warehouse, "received_on": on, "recorded_at": act.at}
    await act.tx.insert(tables.StockReceipt, [head | {"origin": origin or f"own:{receipt}", "note": note}])
    await act.tx.insert(tables.StockReceiptLine, _lines(act, receipt, lines, moves))
    await write_moves(act, kind=StockMoveKind.RECEIPT, document=receipt, on=on, moves=moves)
    worth = sum((move.value for move in moves), Decimal(0))
    await register_document(
        act,
        kind="stock_receipt",
        id=receipt,
        number=number,
        on=on,
        title=note or number,
        party=supplier,
        amount=worth,
    )
    await book_movement(
        act,
        kind="stock_receipt",
        purpose=ANSWER[reason],
        document=receipt,
        description=number,
        on=on,
        inward=worth,
        party=supplier,
    )
    return receipt


def _lines(
    act: Act, receipt: UUID, lines: Sequence[StockReceiptDraft], moves: Sequence[Movement]
) -> list[dict[str, Any]]:
    return [
        {
            "id": new_id(),
            "company": act.company,
            "stock_receipt": receipt,
            "line_no": line_no,
            "product": line.product,
            "location": move.to_location,
            "quantity": line.quantity,
            "unit_cost": line.unit_cost,
            "value": move.value,
        }
        for line_no, (line, move) in enumerate(zip(lines, moves, strict=True), start=1)
    ]
