"""Reverse a stock receipt: goods that came in by mistake go out again at the value they came in with."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.inventory import tables
from modules.inventory.leaving import take_worth_back
from modules.inventory.movement import Movement, book_receipt, write_moves
from modules.inventory.states import ReceiptReason, StockMoveKind
from modules.inventory.taking import Going, take_goods

LINES = """
    SELECT l.product, l.location, l.quantity, l.unit_cost, l.value, l.lot, l.expires_on, p.is_valued
    FROM inventory.stock_receipt_line l JOIN masterdata.product p ON p.id = l.product
    WHERE l.stock_receipt = $1 ORDER BY l.line_no
"""

# What came in, piece by piece, as the moves say it.
CAME_IN = """
    SELECT m.product, m.to_location AS location, m.quantity, m.value, m.lot, m.document_line AS source,
           p.is_valued AND m.owner IS NULL AS is_valued
    FROM inventory.stock_move m JOIN masterdata.product p ON p.id = m.product
    WHERE m.document = $1 AND m.kind = 'RECEIPT' ORDER BY m.product, m.to_location, m.lot, m.id
"""


class ReceiptReversed(Refused):
    """A receipt is reversed once, and a reversal not at all."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


class PartlyReturned(Refused):
    """A part of the receipt went back to its supplier; only the rest can be returned."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


async def reverse_stock_receipt(
    *, act: Act, receipt: UUID, reason: str, on: date | None = None, post_late: bool = False
) -> UUID:
    """Let goods and value of a receipt go out again on a day; answers the reversal, a receipt of its own.

    Refuses `INSUFFICIENT_STOCK` when goods of it were shipped or promised, `WORTH_LESS` when the value they
    came in with is not there any more, `RECEIPT_REVERSED`, an empty reason, and a day nobody may post on.
    With `post_late` goods of a closed month count from the first open day after it.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    on = on or act.today
    day = (await accounting.posting_day(act, on, post_late=post_late)).on
    await locking.lock_name(act, "reverse_stock_receipt", receipt)
    head = await _receipt(act, receipt)
    if on < head["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=head["received_on"])
    going = [Going(**dict(row)) for row in await act.tx.rows(CAME_IN, receipt)]
    await take_goods(act, head["warehouse"], going, owner=head["owner"])
    worths = await take_worth_back(act, day, going, exactly=True)
    moves = [
        Movement(
            None, each.product, each.location, None, each.quantity, each.value, worth, each.lot, head["owner"]
        )
        for each, worth in zip(going, worths, strict=True)
    ]
    return await _write(act, head, moves, (on, day), reason)


async def _receipt(act: Act, receipt: UUID) -> dict[str, Any]:
    row = await act.tx.row(
        """SELECT r.*, EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.reverses = r.id) AS gone,
                  EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.returns = r.id) AS returned
           FROM inventory.stock_receipt r WHERE r.id = $1""",
        receipt,
    )
    if row is None:
        raise NotFound("StockReceipt", receipt, field="receipt")
    if row["gone"] or row["reverses"] or row["returns"]:
        raise ReceiptReversed(row["number"])
    if row["returned"]:
        raise PartlyReturned(row["number"])
    return dict(row)


async def _write(
    act: Act, head: dict[str, Any], moves: Sequence[Movement], days: tuple[date, date], reason: str
) -> UUID:
    reversal, (on, booked_on) = new_id(), days
    number = await next_number(act, "stock_receipt", on)
    copied = {name: head[name] for name in ("company", "reason", "supplier", "warehouse", "owner")}
    rows = await act.tx.rows(LINES, head["id"])
    own = {"id": reversal, "number": number, "received_on": on, "recorded_at": act.at, "note": reason}
    await act.tx.insert(
        tables.StockReceipt,
        [copied | own | {"origin": f"reverse:{head['id']}", "reverses": head["id"]}],
    )
    await act.tx.insert(tables.StockReceiptLine, _lines(act, reversal, rows))
    kind = StockMoveKind.RECEIPT
    await write_moves(
        act, kind=kind, document=reversal, on=on, moves=moves, booked_on=booked_on, number=number
    )
    worth = sum((row["value"] for row in rows), Decimal(0))
    await register_document(
        act,
        kind="stock_receipt",
        id=reversal,
        number=number,
        on=on,
        title=reason,
        party=head["supplier"],
        amount=-worth,
        causes=[head["id"]],
    )
    await book_receipt(
        act,
        receipt=reversal,
        reason=ReceiptReason(head["reason"]),
        description=f"{number} / {head['number']} {reason}",
        on=on,
        worth=-sum((move.value for move in moves), Decimal(0)),
        supplies=-sum((row["value"] for row in rows if not row["is_valued"]), Decimal(0)),
        supplier=head["supplier"],
        post_late=True,
    )
    return reversal


def _lines(act: Act, reversal: UUID, rows: Sequence[Any]) -> list[dict[str, Any]]:
    copied = ("product", "location", "quantity", "unit_cost", "value", "lot", "expires_on")
    return [
        {"id": new_id(), "company": act.company, "stock_receipt": reversal, "line_no": line_no}
        | {name: row[name] for name in copied}
        for line_no, row in enumerate(rows, start=1)
    ]
