"""Return a stock count: whoever looks at the differences wants some of them counted again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.inventory import tables
from modules.inventory.counting import the_count
from modules.inventory.states import STOCK_COUNT, CountState


async def return_stock_count(*, act: Act, count: UUID, reason: str) -> UUID:
    """Give the count back to the counters; answers the count."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await the_count(act, count)
    state = STOCK_COUNT.after("return", CountState(head["state"]))
    await act.tx.update(tables.StockCount, [{"id": count, "state": state.value, "note": reason}])
    return count
