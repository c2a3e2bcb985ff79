"""Submit a stock count: everything was counted, and what differed was counted twice."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.inventory import tables
from modules.inventory.counting import DIFFERENCES, CountAgain, NotAllCounted, the_count
from modules.inventory.states import STOCK_COUNT, CountState


async def submit_stock_count(*, act: Act, count: UUID) -> UUID:
    """Hand the count over for its differences to be booked; answers the count.

    Refuses `NOT_ALL_COUNTED` and `COUNT_AGAIN` with the lines they mean.
    """
    head = await the_count(act, count)
    state = STOCK_COUNT.after("submit", CountState(head["state"]))
    rows = await act.tx.rows(DIFFERENCES, count)
    open_lines = [at for at, row in enumerate(rows, start=1) if row["difference"] is None]
    if open_lines:
        raise NotAllCounted(field="count", lines=open_lines[:20], open=len(open_lines))
    once = [at for at, row in enumerate(rows, start=1) if row["difference"] and row["round"] < 2]
    if once:
        raise CountAgain(field="count", lines=once[:20], open=len(once))
    await act.tx.update(tables.StockCount, [{"id": count, "state": state.value}])
    await approval.submit(act, "stock_count", count)
    return count
