"""Return to supplier: a part of a receipt goes back, at the cost it came in at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import allocate
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from erp.masterdata import Tracking
from modules import accounting
from modules.inventory import tables
from modules.inventory.actions.reverse_stock_receipt import ReceiptReversed
from modules.inventory.leaving import take_worth_back
from modules.inventory.lots import UnknownLot
from modules.inventory.movement import Movement, book_receipt, write_moves
from modules.inventory.rules.costing import Holding, return_value
from modules.inventory.rules.tracking import pieces
from modules.inventory.states import ReceiptReason, StockMoveKind
from modules.inventory.taking import Going, take_goods
from modules.inventory.worth import Worth

LINES = """
    SELECT l.id, l.product, l.location, l.quantity, l.unit_cost, l.value,
           l.lot, p.is_valued, p.tracking,
           coalesce(sum(b.quantity), 0) AS returned, coalesce(sum(b.value), 0) AS returned_value,
           ARRAY(SELECT m.lot FROM inventory.stock_move m
                 WHERE m.document = l.stock_receipt AND m.document_line = l.id) AS pieces
    FROM inventory.stock_receipt_line l
    JOIN masterdata.product p ON p.id = l.product
    LEFT JOIN inventory.stock_receipt_line b ON b.returns_line = l.id
    WHERE l.stock_receipt = $1 GROUP BY l.id, p.id
"""


class ReturnExceedsReceipt(Refused):
    """More would go back than came in."""

    def __init__(self, line: UUID, received: Decimal, returned: Decimal, wanted: Decimal) -> None:
        super().__init__(field="lines", line=line, received=received, returned=returned, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierReturnDraft:
    """So many of a line of the receipt; what came by serial number goes by serial number."""

    receipt_line: UUID
    quantity: Quantity
    serials: list[str] = field(default_factory=list)


async def return_to_supplier(
    *,
    act: Act,
    receipt: UUID,
    lines: list[SupplierReturnDraft],
    reason: str,
    on: date | None = None,
    post_late: bool = False,
) -> UUID:
    """Let goods of a receipt go back on a day; answers the return, a receipt of its own that `returns` it.

    What is owed for goods that were accepted becomes less by the same value. Where their pool is not worth
    so much any more, the difference is cost of sales. Refuses `RETURN_EXCEEDS_RECEIPT`,
    `INSUFFICIENT_STOCK`, `NEGATIVE_ON_DAY`, `RECEIPT_REVERSED` and a day nobody may post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len({line.receipt_line for line in lines}) != len(lines):
        raise BadInput("lines", "LINE_TWICE")
    on = on or act.today
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    await locking.lock_name(act, "reverse_stock_receipt", receipt)
    head = await _receipt(act, receipt, on)
    received = {row["id"]: row for row in await act.tx.rows(LINES, receipt)}
    parts = [_pieces(received, line, act.currency) for line in lines]
    going = [each for part in parts for each in part]
    await take_goods(act, head["warehouse"], going, owner=head["owner"])
    worths = iter(await take_worth_back(act, day, going))
    ids = [new_id() for _ in lines]
    moves = [
        _movement(id, each, next(worths), head["owner"])
        for id, part in zip(ids, parts, strict=True)
        for each in part
    ]
    own = {"received_on": on, "note": reason, "booked_on": day, "moves": moves}
    rows = [
        _line(act, id, received[line.receipt_line], line.quantity, value)
        for id, line, value in zip(ids, lines, (_value(part) for part in parts), strict=True)
    ]
    return await _write(act, head | own, rows, [received[line.receipt_line] for line in lines])


def _movement(id: UUID, each: Going, worth: Worth, owner: UUID | None) -> Movement:
    return Movement(id, each.product, each.location, None, each.quantity, worth.value, worth, each.lot, owner)


async def _receipt(act: Act, receipt: UUID, on: date) -> dict[str, Any]:
    row = await act.tx.row(
        """SELECT r.*, EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.reverses = r.id) AS gone
           FROM inventory.stock_receipt r WHERE r.id = $1""",
        receipt,
    )
    if row is None:
        raise NotFound("StockReceipt", receipt, field="receipt")
    if row["gone"] or row["reverses"] or row["returns"]:
        raise ReceiptReversed(row["number"])
    if on < row["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=row["received_on"])
    return dict(row)


def _pieces(
    received: Mapping[UUID, Mapping[str, Any]], line: SupplierReturnDraft, currency: str
) -> list[Going]:
    """What goes of a line, piece by piece, with its share of the value."""
    row = received.get(line.receipt_line)
    if row is None:
        raise NotFound("StockReceiptLine", line.receipt_line, field="lines")
    if line.quantity <= 0 or line.quantity > row["quantity"] - row["returned"]:
        raise ReturnExceedsReceipt(row["id"], row["quantity"], row["returned"], line.quantity)
    before = Holding(row["returned"], row["returned_value"])
    value = return_value(Holding(row["quantity"], row["value"]), before, line.quantity, currency)
    tracking = Tracking(row["tracking"])
    numbers = line.serials if tracking is Tracking.SERIAL else []
    lot = row["lot"] if tracking is not Tracking.NONE else None
    found = pieces(
        Tracking.LOT if lot and tracking is Tracking.EXPIRY else tracking, line.quantity, lot, None, numbers
    )
    for piece in found:
        if piece.lot not in row["pieces"]:
            raise UnknownLot(piece.lot, row["product"])
    shares = allocate(value, [piece.quantity for piece in found], currency)
    return [
        Going(row["product"], row["location"], piece.quantity, share, piece.lot, row["id"], row["is_valued"])
        for piece, share in zip(found, shares, strict=True)
    ]


def _value(part: Sequence[Going]) -> Decimal:
    return sum((each.value for each in part), Decimal(0))


def _line(act: Act, id: UUID, row: Mapping[str, Any], quantity: Decimal, value: Decimal) -> dict[str, Any]:
    return {
        "id": id,
        "company": act.company,
        "product": row["product"],
        "location": row["location"],
        "quantity": quantity,
        "unit_cost": row["unit_cost"],
        "value": value,
        "lot": row["lot"],
        "returns_line": row["id"],
    }


async def _write(
    act: Act, head: dict[str, Any], rows: list[dict[str, Any]], lines: Sequence[Mapping[str, Any]]
) -> UUID:
    returned, on, reason = new_id(), head["received_on"], head["note"]
    number = await next_number(act, "stock_receipt", on)
    names = ("company", "reason", "supplier", "warehouse", "received_on", "note", "owner")
    own = {"id": returned, "number": number, "recorded_at": act.at, "origin": f"return:{returned}"}
    copied = {name: head[name] for name in names}
    await act.tx.insert(tables.StockReceipt, [copied | own | {"returns": head["id"]}])
    numbered = [row | {"stock_receipt": returned, "line_no": at} for at, row in enumerate(rows, start=1)]
    await act.tx.insert(tables.StockReceiptLine, numbered)
    await write_moves(
        act,
        kind=StockMoveKind.RECEIPT,
        document=returned,
        on=on,
        moves=head["moves"],
        booked_on=head["booked_on"],
        number=number,
    )
    worth = sum((row["value"] for row in rows), Decimal(0))
    supplies = sum(
        (row["value"] for row, line in zip(rows, lines, strict=True) if not line["is_valued"]), Decimal(0)
    )
    await register_document(
        act, kind="stock_receipt", id=returned, number=number, on=on, title=reason,
        party=head["supplier"], amount=-worth, causes=[head["id"]],
    )  # fmt: skip
    await book_receipt(
        act,
        receipt=returned,
        reason=ReceiptReason(head["reason"]),
        description=f"{number} / {head['number']} {reason}",
        on=on,
        worth=supplies - worth,
        supplies=-supplies,
        supplier=head["supplier"],
        post_late=True,
    )
    return returned
