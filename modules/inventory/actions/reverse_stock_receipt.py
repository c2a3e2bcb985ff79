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
from modules.inventory.actions.receive_stock import ANSWER
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.states import ReceiptReason, StockMoveKind
from modules.inventory.taking import take_goods
from modules.inventory.worth import take_back

LINES = """
    SELECT id, product, location, quantity, unit_cost, value FROM inventory.stock_receipt_line
    WHERE stock_receipt = $1 ORDER BY line_no
"""


class ReceiptReversed(Refused):
    """A receipt is reversed once, and a reversal not at all."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


class PartlyReturned(Refused):
    """A part of the receipt went back to its supplier; only the rest can be returned."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


async def reverse_stock_receipt(*, act: Act, receipt: UUID, reason: str, on: date | None = None) -> UUID:
    """Let goods and value of a receipt go out again on a day; answers the reversal, a receipt of its own.

    Refuses `INSUFFICIENT_STOCK` when goods of it were shipped or promised, `WORTH_LESS` when the value they
    came in with is not there any more, `RECEIPT_REVERSED`, an empty reason, and a day nobody may post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    on = on or act.today
    day = (await accounting.posting_day(act, on)).on
    await locking.lock_name(act, "reverse_stock_receipt", receipt)
    head = await _receipt(act, receipt)
    if on < head["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=head["received_on"])
    lines = await act.tx.rows(LINES, receipt)
    going = [(row["product"], row["location"], row["quantity"], row["value"]) for row in lines]
    await take_goods(act, head["warehouse"], going)
    worths = await take_back(act, on=day, items=going, sources=[row["id"] for row in lines], exactly=True)
    moves = [
        Movement(None, product, location, None, quantity, value, worth)
        for (product, location, quantity, value), worth in zip(going, worths, strict=True)
    ]
    return await _write(act, head, moves, on, reason)


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


async def _write(act: Act, head: dict[str, Any], moves: Sequence[Movement], on: date, reason: str) -> UUID:
    reversal = new_id()
    number = await next_number(act, "stock_receipt", on)
    copied = {name: head[name] for name in ("company", "reason", "supplier", "warehouse")}
    own = {"id": reversal, "number": number, "received_on": on, "recorded_at": act.at, "note": reason}
    await act.tx.insert(
        tables.StockReceipt,
        [copied | own | {"origin": f"reverse:{head['id']}", "reverses": head["id"]}],
    )
    await act.tx.insert(
        tables.StockReceiptLine,
        [
            {
                "id": new_id(),
                "company": act.company,
                "stock_receipt": reversal,
                "line_no": line_no,
                "product": row["product"],
                "location": row["location"],
                "quantity": row["quantity"],
                "unit_cost": row["unit_cost"],
                "value": row["value"],
            }
            for line_no, row in enumerate(await act.tx.rows(LINES, head["id"]), start=1)
        ],
    )
    await write_moves(act, kind=StockMoveKind.RECEIPT, document=reversal, on=on, moves=moves, number=number)
    worth = sum((move.value for move in moves), Decimal(0))
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
    await book_movement(
        act,
        kind="stock_receipt",
        purpose=ANSWER[ReceiptReason(head["reason"])],
        document=reversal,
        description=f"{number} / {head['number']} {reason}",
        on=on,
        inward=-worth,
        party=head["supplier"],
    )
    return reversal
