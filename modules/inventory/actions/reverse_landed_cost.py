"""Reverse a landed cost: it was wrong, so the goods give it back."""

from datetime import date
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from modules.inventory.cost_document import CostHead, book_cost
from modules.inventory.costing_late import ReceiptCost
from modules.inventory.states import CostKind, SpreadBy

COST = """
    SELECT c.*, EXISTS (SELECT FROM inventory.stock_cost b WHERE b.reverses = c.id) AS gone
    FROM inventory.stock_cost c WHERE c.id = $1
"""
LINES = "SELECT receipt_line, amount FROM inventory.stock_cost_line WHERE stock_cost = $1 ORDER BY line_no"


class LandedCostReversed(Refused):
    """A cost is taken back once, a reversal not at all, and a price difference by its own match."""

    def __init__(self, number: str) -> None:
        super().__init__(field="cost", number=number)


async def reverse_landed_cost(*, act: Act, cost: UUID, reason: str, on: date | None = None) -> UUID:
    """Take a cost back on a day; answers the document that does it.

    Goods that are still here lose it again, what has left since has it back in cost of sales.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    await locking.lock_name(act, "reverse_landed_cost", cost)
    row = await act.tx.row(COST, cost)
    if row is None:
        raise NotFound("StockCost", cost, field="cost")
    if row["gone"] or row["reverses"] or row["spread_by"] is None:
        raise LandedCostReversed(row["number"])
    on = on or act.today
    if on < row["occurred_on"]:
        raise BadInput("on", "BEFORE_COST", occurred_on=row["occurred_on"])
    head = CostHead(
        kind=CostKind(row["kind"]),
        on=on,
        description=f"{row['number']} {reason}",
        account=row["account"],
        party=row["party"],
        cause=row["cause"],
        spread_by=SpreadBy(row["spread_by"]),
        reverses=cost,
    )
    lines = await act.tx.rows(LINES, cost)
    costs = [ReceiptCost(receipt_line=line["receipt_line"], amount=-line["amount"]) for line in lines]
    return await book_cost(act, head, costs)
