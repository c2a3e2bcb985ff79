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
from modules.inventory import tables
from modules.inventory.actions.receive_stock import ANSWER
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.movement import Movement, book_movement, write_moves
from modules.inventory.queries import TAKE_OUT, TAKE_VALUE
from modules.inventory.shelves import lock_shelves, lock_worth
from modules.inventory.states import ReceiptReason, StockMoveKind

LINES = """
    SELECT product, location, quantity, unit_cost, value FROM inventory.stock_receipt_line
    WHERE stock_receipt = $1 ORDER BY line_no
"""


class ReceiptReversed(Refused):
    """A receipt is reversed once, and a reversal not at all."""

    def __init__(self, number: str) -> None:
        super().__init__(field="receipt", number=number)


class WorthLess(Refused):
    """Goods of the receipt have left at another average; what is there is not worth what would go."""

    def __init__(self, product: UUID, value: Decimal, worth: Decimal) -> None:
        super().__init__(field="receipt", product=product, value=value, worth=worth)


async def reverse_stock_receipt(*, act: Act, receipt: UUID, reason: str, on: date | None = None) -> UUID:
    """Let goods and value of a receipt go out again on a day; answers the reversal, a receipt of its own.

    Refuses `INSUFFICIENT_STOCK` when goods of it were shipped or promised, `WORTH_LESS` when the value they
    came in with is not there any more, `RECEIPT_REVERSED`, an empty reason, and a day nobody may post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    on = on or act.today
    await locking.lock_period_shared(act, on)
    await locking.lock_name(act, "reverse_stock_receipt", receipt)
    head = await _receipt(act, receipt)
    if on < head["received_on"]:
        raise BadInput("on", "BEFORE_RECEIPT", received_on=head["received_on"])
    moves = [
        Movement(None, row["product"], row["location"], None, row["quantity"], row["value"])
        for row in await act.tx.rows(LINES, receipt)
    ]
    await _take_goods(act, head["warehouse"], moves)
    await _take_value(act, moves)
    return await _write(act, head, moves, on, reason)


async def _receipt(act: Act, receipt: UUID) -> dict[str, Any]:
    row = await act.tx.row(
        """SELECT r.*, EXISTS (SELECT FROM inventory.stock_receipt b WHERE b.reverses = r.id) AS gone
           FROM inventory.stock_receipt r WHERE r.id = $1""",
        receipt,
    )
    if row is None:
        raise NotFound("StockReceipt", receipt, field="receipt")
    if row["gone"] or row["reverses"]:
        raise ReceiptReversed(row["number"])
    return dict(row)


async def _take_goods(act: Act, warehouse: UUID, moves: Sequence[Movement]) -> None:
    """From the very places they were put into."""
    shelves = {
        (shelf.product, shelf.location): shelf
        for shelf in await lock_shelves(act, warehouse=warehouse, products=[move.product for move in moves])
    }
    going: dict[tuple[UUID, UUID | None], Decimal] = {}
    for move in moves:
        place = (move.product, move.from_location)
        going[place] = going.get(place, Decimal(0)) + move.quantity
    short = []
    for (product, location), quantity in going.items():
        shelf = shelves.get((product, location)) if location else None
        free = shelf.free if shelf else Decimal(0)
        if free < quantity:
            short.append({"line": product, "product": product, "wanted": quantity, "available": free})
    if short:
        raise InsufficientStock(short)
    ids = [shelves[product, location].id for product, location in going if location]
    await act.tx.run(TAKE_OUT, ids, list(going.values()), [Decimal(0)] * len(ids))


async def _take_value(act: Act, moves: Sequence[Movement]) -> None:
    going: dict[UUID, tuple[Decimal, Decimal]] = {}
    for move in moves:
        quantity, value = going.get(move.product, (Decimal(0), Decimal(0)))
        going[move.product] = (quantity + move.quantity, value + move.value)
    worth = await lock_worth(act, products=list(going))
    for product, (quantity, value) in going.items():
        there, there_value = worth[product]
        if value > there_value or (quantity == there and value != there_value):
            raise WorthLess(product, value, there_value)
    products = sorted(going)
    await act.tx.run(
        TAKE_VALUE, products, [going[each][0] for each in products], [going[each][1] for each in products]
    )


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
    await write_moves(act, kind=StockMoveKind.RECEIPT, document=reversal, on=on, moves=moves)
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
