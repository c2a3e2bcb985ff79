"""Book a stock count: the differences are right, and the books follow the shelf."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import approval, masterdata
from erp.kernel.asking import Act
from erp.kernel.quantity import Quantity
from modules.inventory import tables
from modules.inventory.actions.adjust_stock import StockAdjustmentDraft, adjust
from modules.inventory.counting import DIFFERENCES, CountedByYourself, the_count
from modules.inventory.states import STOCK_COUNT, AdjustmentReason, CountState

COUNTERS = """
    SELECT DISTINCT e.counted_by FROM inventory.stock_count_entry e
    JOIN inventory.stock_count_line l ON l.id = e.stock_count_line WHERE l.stock_count = $1
"""


async def book_stock_count(*, act: Act, count: UUID, on: date | None = None) -> UUID:
    """Approve the differences and adjust the stock by them; answers the count.

    Above the limit the one who books is another than those who counted (`COUNTED_BY_YOURSELF`), and where an
    authority matrix governs counts, its case has to be approved. Refuses `INSUFFICIENT_STOCK` where missing
    goods are promised.
    """
    on = on or act.today
    head = await the_count(act, count)
    state = STOCK_COUNT.after("book", CountState(head["state"]))
    rows = [row for row in await act.tx.rows(DIFFERENCES, count) if row["difference"]]
    limit = await masterdata.statutory_value(act.tx, "STOCK_COUNT_LIMIT", on)
    counters = {row["counted_by"] for row in await act.tx.rows(COUNTERS, count)}
    worth = sum((abs(row["worth"]) for row in rows), Decimal(0))
    if act.actor in counters and worth > limit:
        raise CountedByYourself(field="count", worth=worth.quantize(Decimal(1)), limit=limit)
    await approval.passed(act, "stock_count", count)
    for owner in sorted({row["owner"] for row in rows}, key=str):
        lines = [_draft(row) for row in rows if row["owner"] == owner]
        document = {"reason": AdjustmentReason.COUNTED.value, "warehouse": head["warehouse"]}
        document |= {"adjusted_on": on, "note": head["number"], "owner": owner, "stock_count": count}
        await adjust(act, lines, document)
    change = {"id": count, "state": state.value, "booked_on": on, "booked_by": act.actor}
    await act.tx.update(tables.StockCount, [change])
    return count


def _draft(row: Any) -> StockAdjustmentDraft:
    return StockAdjustmentDraft(
        product=row["product"],
        change=Quantity(row["difference"]),
        location=row["location"],
        lot=row["lot"] or None,
    )
