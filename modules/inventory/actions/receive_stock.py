"""Receive stock: goods come in, as opening stock or from a supplier, and are worth what they cost."""

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
from erp.kernel.money import Money, quantize
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory import tables
from modules.inventory.events import StockReceived
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import put_in
from modules.inventory.rules.costing import receipt_value
from modules.inventory.states import ReceiptReason, StockMoveKind
from modules.inventory.worth import put_worth

# What answers the stock account: equity for what was there before us, the supplier for what we bought.
ANSWER = {
    ReceiptReason.OPENING: PostingPurpose.OPENING_BALANCE,
    ReceiptReason.PURCHASE: PostingPurpose.GOODS_RECEIVED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceiptDraft:
    """So many of a product at so much each, in the product's own unit and the company's currency.

    `value` is what all of them cost, where pieces of it have no price in whole coins (a case of 24).
    """

    product: UUID
    quantity: Quantity
    unit_cost: Money
    value: Money | None = None


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
    post_late: bool = False,
) -> UUID:
    """Take goods in on a day; answers the stock receipt.

    Refuses an empty list, a quantity that is not positive, a negative cost, a product that is not kept in
    stock, a purchase without its supplier, and a day nobody may post on. `origin` is the sender's own key:
    the same origin a second time answers the receipt that is there. With `post_late` the value of goods of
    a closed month counts from the first open day after it.
    """
    on = on or act.today
    again = await _already_received(act, origin)
    if again:
        return again
    day = await accounting.posting_day(act, on, post_late=post_late)
    await _require_sound(act, lines, reason, supplier)
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    moves = await _put(act, lines, place, day.on)
    head = {"reason": reason.value, "supplier": supplier, "warehouse": warehouse, "received_on": on}
    head |= {"origin": origin, "note": note}
    receipt = await _write(act, lines, moves, head, day.on)
    await record(act, StockReceived(stock_receipt=receipt, received_on=on), subject=receipt)
    return receipt


async def _put(act: Act, lines: Sequence[StockReceiptDraft], place: UUID, on: date) -> list[Movement]:
    """Onto the shelf, and into the worth of the warehouse; each line has its id from here on."""
    ids = [new_id() for _ in lines]
    await put_in(
        act,
        products=[line.product for line in lines],
        locations=[place] * len(lines),
        quantities=[line.quantity for line in lines],
    )
    coming = [(line.product, place, line.quantity, _value(line, act.currency)) for line in lines]
    worths = await put_worth(act, on=on, items=coming, sources=ids)
    return [
        Movement(id, line.product, None, place, line.quantity, worth.value, worth)
        for id, line, worth in zip(ids, lines, worths, strict=True)
    ]


def _value(line: StockReceiptDraft, currency: str) -> Decimal:
    if line.value is None:
        return receipt_value(line.quantity, line.unit_cost, currency)
    return quantize(line.value, currency)


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
        if line.unit_cost < 0 or (line.value is not None and line.value < 0):
            raise BadInput(f"lines.{index}.unitCost", "NEGATIVE")
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")


async def _write(
    act: Act,
    lines: Sequence[StockReceiptDraft],
    moves: Sequence[Movement],
    head: dict[str, Any],
    booked_on: date,
) -> UUID:
    receipt, on, supplier = new_id(), head["received_on"], head["supplier"]
    number = await next_number(act, "stock_receipt", on)
    own = {"id": receipt, "company": act.company, "number": number, "recorded_at": act.at}
    own["origin"] = head["origin"] or f"own:{receipt}"
    await act.tx.insert(tables.StockReceipt, [head | own])
    await act.tx.insert(tables.StockReceiptLine, _lines(act, receipt, lines, moves))
    await write_moves(
        act,
        kind=StockMoveKind.RECEIPT,
        document=receipt,
        on=on,
        moves=moves,
        booked_on=booked_on,
        number=number,
    )
    worth = sum((move.value for move in moves), Decimal(0))
    await register_document(
        act,
        kind="stock_receipt",
        id=receipt,
        number=number,
        on=on,
        title=head["note"] or number,
        party=supplier,
        amount=worth,
    )
    await book_movement(
        act,
        kind="stock_receipt",
        purpose=ANSWER[ReceiptReason(head["reason"])],
        document=receipt,
        description=number,
        on=on,
        inward=worth,
        party=supplier,
        post_late=True,
    )
    return receipt


def _lines(
    act: Act, receipt: UUID, lines: Sequence[StockReceiptDraft], moves: Sequence[Movement]
) -> list[dict[str, Any]]:
    return [
        {
            "id": move.demand,
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
