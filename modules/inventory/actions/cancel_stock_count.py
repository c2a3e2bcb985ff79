"""Cancel a stock count: nothing of it is booked."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.inventory import tables
from modules.inventory.counting import the_count
from modules.inventory.states import STOCK_COUNT, CountState


async def cancel_stock_count(*, act: Act, count: UUID, reason: str) -> UUID:
    """Give the count up; its figures stay as they are. Answers the count."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await the_count(act, count)
    state = STOCK_COUNT.after("cancel", CountState(head["state"]))
    await act.tx.update(tables.StockCount, [{"id": count, "state": state.value, "note": reason}])
    return count
