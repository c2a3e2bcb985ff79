"""Receive stock: goods come in, as opening stock or from a supplier, and are worth what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import Money, allocate, quantize
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.events import StockReceived
from modules.inventory.leaving import Coming, put_values
from modules.inventory.lots import NewLot, register_lots, require_places
from modules.inventory.movement import Movement, book_receipt, write_moves
from modules.inventory.queries import put_in
from modules.inventory.rules.costing import receipt_value
from modules.inventory.rules.tracking import Piece, SerialsDiffer, pieces
from modules.inventory.states import ReceiptReason, StockMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceiptDraft:
    """So many of a product at so much each, in the product's own unit and the company's currency.

    A product that is tracked names its lot (and day of expiry) or one serial number for each piece.
    `value` is what all of them cost, where that is known better than by the piece.
    """

    product: UUID
    quantity: Quantity
    unit_cost: Money
    location: UUID | None = None
    lot: str | None = None
    expires_on: date | None = None
    serials: list[str] = field(default_factory=list)
    value: Money | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A draft with its key, its cost, and what it brings piece by piece."""

    id: UUID
    draft: StockReceiptDraft
    product: masterdata.ProductRow
    place: UUID
    cost: Decimal
    pieces: list[Piece]


async def receive_stock(
    *,
    act: Act,
    lines: list[StockReceiptDraft],
    reason: ReceiptReason,
    on: date | None = None,
    warehouse: UUID | None = None,
    supplier: UUID | None = None,
    owner: UUID | None = None,
    origin: str | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Take goods in on a day; answers the stock receipt.

    Refuses an empty list, a quantity that is not positive, a negative cost, a product that is not kept in
    stock, lots that do not go with the product, a purchase without its supplier, and a day nobody may post
    on. Goods of an `owner` are counted and not valued. `origin` is the sender's own key: the same origin a
    second time answers the receipt that is there. With `post_late` the value of goods of a closed month
    counts from the first open day after it.
    """
    on = on or act.today
    again = await _already_received(act, origin)
    if again:
        return again
    day = await accounting.posting_day(act, on, post_late=post_late)
    products = await _require_sound(act, lines, reason, supplier, owner)
    warehouse = warehouse or await masterdata.default_warehouse(act.tx, act.company)
    place = await masterdata.default_location(act.tx, act.company, warehouse)
    await require_places(act, warehouse, [line.location for line in lines])
    read = [_read(act, at, line, products[line.product], place) for at, line in enumerate(lines)]
    await register_lots(
        act,
        [
            NewLot(line.draft.product, piece.lot, piece.is_serial, piece.expires_on)
            for line in read
            for piece in line.pieces
            if piece.lot
        ],
        on,
    )
    moves = await _put(act, read, owner, day.on)
    head = {"reason": reason.value, "supplier": supplier, "warehouse": warehouse, "received_on": on}
    head |= {"owner": owner, "origin": origin, "note": note}
    receipt = await _write(act, read, moves, head, day.on)
    await record(act, StockReceived(stock_receipt=receipt, received_on=on), subject=receipt)
    return receipt


async def _already_received(act: Act, origin: str | None) -> UUID | None:
    if origin is None:
        return None
    return await act.tx.value(
        "SELECT id FROM inventory.stock_receipt WHERE company = $1 AND origin = $2", act.company, origin
    )


async def _require_sound(
    act: Act,
    lines: Sequence[StockReceiptDraft],
    reason: ReceiptReason,
    supplier: UUID | None,
    owner: UUID | None,
) -> dict[UUID, masterdata.ProductRow]:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if reason is ReceiptReason.PURCHASE and supplier is None:
        raise BadInput("supplier", "REQUIRED")
    if (reason is ReceiptReason.DEPOSITED) != (owner is not None):
        raise BadInput("owner", "OWNER_OF_DEPOSITED")
    if owner is not None:
        await masterdata.parties(act.tx, [owner])
    products = await masterdata.products(act.tx, [line.product for line in lines])
    for index, line in enumerate(lines):
        if line.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE")
        if line.unit_cost < 0 or (line.value or 0) < 0:
            raise BadInput(f"lines.{index}.unitCost", "NEGATIVE")
        if owner is not None and (line.unit_cost != 0 or line.value):
            raise BadInput(f"lines.{index}.unitCost", "NOT_OURS")
        if line.value is not None:
            accounting.require_coins(f"lines.{index}.value", line.value, act.currency)
        if not products[line.product].is_stocked:
            raise BadInput(f"lines.{index}.product", "NOT_STOCKED")
    return products


def _read(act: Act, at: int, line: StockReceiptDraft, product: masterdata.ProductRow, place: UUID) -> _Line:
    try:
        found = pieces(product.tracking, line.quantity, line.lot, line.expires_on, line.serials)
    except Refused as refusal:
        refusal.field = f"lines.{at}.{'serials' if isinstance(refusal, SerialsDiffer) else 'lot'}"
        raise
    cost = receipt_value(line.quantity, line.unit_cost, act.currency)
    if line.value is not None:
        cost = quantize(line.value, act.currency)
    return _Line(new_id(), line, product, line.location or place, cost, found)


async def _put(act: Act, lines: Sequence[_Line], owner: UUID | None, on: date) -> list[Movement]:
    """Onto the shelves, and into the worth of the warehouse."""
    parts = [(line, piece, value) for line in lines for piece, value in _parts(line, act.currency)]
    await put_in(
        act,
        products=[line.draft.product for line, _, _ in parts],
        locations=[line.place for line, _, _ in parts],
        quantities=[piece.quantity for _, piece, _ in parts],
        lots=[piece.lot for _, piece, _ in parts],
        owner=owner,
    )
    coming = [
        Coming(
            line.draft.product,
            line.place,
            piece.quantity,
            value,
            line.product.is_valued and owner is None,
            line.id,
        )
        for line, piece, value in parts
    ]
    worths = await put_values(act, on, coming)
    return [
        Movement(
            line.id,
            line.draft.product,
            None,
            line.place,
            piece.quantity,
            worth.value,
            worth,
            piece.lot,
            owner,
        )
        for (line, piece, _), worth in zip(parts, worths, strict=True)
    ]


def _parts(line: _Line, currency: str) -> list[tuple[Piece, Decimal]]:
    """The pieces of a line, each with its share of the cost."""
    values = allocate(line.cost, [piece.quantity for piece in line.pieces], currency)
    return list(zip(line.pieces, values, strict=True))


async def _write(
    act: Act,
    lines: Sequence[_Line],
    moves: Sequence[Movement],
    head: dict[str, Any],
    booked_on: date,
) -> UUID:
    receipt, on, supplier = new_id(), head["received_on"], head["supplier"]
    number = await next_number(act, "stock_receipt", on)
    own = {"id": receipt, "company": act.company, "number": number, "recorded_at": act.at}
    own["origin"] = head["origin"] or f"own:{receipt}"
    await act.tx.insert(tables.StockReceipt, [head | own])
    await act.tx.insert(tables.StockReceiptLine, _rows(act, receipt, lines))
    await write_moves(
        act,
        kind=StockMoveKind.RECEIPT,
        document=receipt,
        on=on,
        moves=moves,
        booked_on=booked_on,
        number=number,
    )
    await register_document(
        act,
        kind="stock_receipt",
        id=receipt,
        number=number,
        on=on,
        title=head["note"] or number,
        party=supplier or head["owner"],
        amount=sum((line.cost for line in lines), Decimal(0)),
    )
    await book_receipt(
        act,
        receipt=receipt,
        reason=ReceiptReason(head["reason"]),
        description=number,
        on=on,
        worth=sum((move.value for move in moves), Decimal(0)),
        supplies=sum((line.cost for line in lines if not line.product.is_valued), Decimal(0)),
        supplier=supplier,
        post_late=True,
    )
    return receipt


def _rows(act: Act, receipt: UUID, lines: Sequence[_Line]) -> list[dict[str, Any]]:
    return [
        {
            "id": line.id,
            "company": act.company,
            "stock_receipt": receipt,
            "line_no": line_no,
            "product": line.draft.product,
            "location": line.place,
            "quantity": line.draft.quantity,
            "unit_cost": line.draft.unit_cost,
            "value": line.cost,
            "lot": line.pieces[0].lot if len(line.pieces) == 1 else "",
            "expires_on": line.pieces[0].expires_on,
        }
        for line_no, line in enumerate(lines, start=1)
    ]
