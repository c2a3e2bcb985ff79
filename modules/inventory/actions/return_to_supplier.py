"""Return to supplier: a part of a receipt goes back, at the cost it came in at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.quantity import Quantity
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.actions.receive_stock import ANSWER
from modules.inventory.actions.reverse_stock_receipt import ReceiptReversed
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.rules.costing import Holding, return_value
from modules.inventory.states import ReceiptReason, StockMoveKind
from modules.inventory.taking import take_goods
from modules.inventory.worth import take_back

LINES = """
    SELECT l.id, l.product, l.location, l.quantity, l.unit_cost, l.value,
           coalesce(sum(b.quantity), 0) AS returned, coalesce(sum(b.value), 0) AS returned_value
    FROM inventory.stock_receipt_line l
    LEFT JOIN inventory.stock_receipt_line b ON b.returns_line = l.id
    WHERE l.stock_receipt = $1 GROUP BY l.id
"""


class ReturnExceedsReceipt(Refused):
    """More would go back than came in."""

    def __init__(self, line: UUID, received: Decimal, returned: Decimal, wanted: Decimal) -> None:
        super().__init__(field="lines", line=line, received=received, returned=returned, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierReturnDraft:
    """So many of a line of the receipt."""

    receipt_line: UUID
    quantity: Quantity


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
    going = [_item(received, line, act.currency) for line in lines]
    await take_goods(act, head["warehouse"], going)
    worths = await take_back(act, on=day, items=going, sources=[line.receipt_line for line in lines])
    moves = [
        Movement(new_id(), product, location, None, quantity, value, worth)
        for (product, location, quantity, value), worth in zip(going, worths, strict=True)
    ]
    own = {"received_on": on, "note": reason, "booked_on": day}
    return await _write(act, head | own, moves, [received[line.receipt_line] for line in lines])


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


def _item(
    received: Mapping[UUID, Mapping[str, Any]], line: SupplierReturnDraft, currency: str
) -> tuple[UUID, UUID, Decimal, Decimal]:
    row = received.get(line.receipt_line)
    if row is None:
        raise NotFound("StockReceiptLine", line.receipt_line, field="lines")
    if line.quantity <= 0 or line.quantity > row["quantity"] - row["returned"]:
        raise ReturnExceedsReceipt(row["id"], row["quantity"], row["returned"], line.quantity)
    before = Holding(row["returned"], row["returned_value"])
    value = return_value(Holding(row["quantity"], row["value"]), before, line.quantity, currency)
    return row["product"], row["location"], line.quantity, value


def _line(act: Act, returned: UUID, line_no: int, move: Movement, line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": move.demand,
        "company": act.company,
        "stock_receipt": returned,
        "line_no": line_no,
        "product": move.product,
        "location": move.from_location,
        "quantity": move.quantity,
        "unit_cost": line["unit_cost"],
        "value": move.value,
        "returns_line": line["id"],
    }


async def _write(
    act: Act, head: dict[str, Any], moves: Sequence[Movement], lines: Sequence[Mapping[str, Any]]
) -> UUID:
    returned, on, reason = new_id(), head["received_on"], head["note"]
    number = await next_number(act, "stock_receipt", on)
    copied = {
        name: head[name] for name in ("company", "reason", "supplier", "warehouse", "received_on", "note")
    }
    own = {"id": returned, "number": number, "recorded_at": act.at, "origin": f"return:{returned}"}
    await act.tx.insert(tables.StockReceipt, [copied | own | {"returns": head["id"]}])
    rows = [_line(act, returned, at, *each) for at, each in enumerate(zip(moves, lines, strict=True), 1)]
    await act.tx.insert(tables.StockReceiptLine, rows)
    await write_moves(
        act,
        kind=StockMoveKind.RECEIPT,
        document=returned,
        on=on,
        moves=moves,
        booked_on=head["booked_on"],
        number=number,
    )
    worth = sum((move.value for move in moves), Decimal(0))
    await register_document(
        act, kind="stock_receipt", id=returned, number=number, on=on, title=reason,
        party=head["supplier"], amount=-worth, causes=[head["id"]],
    )  # fmt: skip
    await book_movement(
        act,
        kind="stock_receipt",
        purpose=ANSWER[ReceiptReason(head["reason"])],
        document=returned,
        description=f"{number} / {head['number']} {reason}",
        on=on,
        inward=-worth,
        party=head["supplier"],
        post_late=True,
    )
    return returned
