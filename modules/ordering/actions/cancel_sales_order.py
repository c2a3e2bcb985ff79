"""Cancel a sales order: the promise is taken back and the goods are free again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from modules import inventory
from modules.ordering.queries import locked_order, order_lines, set_state
from modules.ordering.states import SALES_ORDER, SalesOrderState


class AlreadyShipped(Refused):
    """Goods have left for this order; they come back by a return, and the rest ends by closing it."""


async def cancel_sales_order(*, act: Act, order: UUID, reason: str) -> UUID:
    """Cancel an order of which nothing has left; answers the order.

    Refuses `ALREADY_SHIPPED`, `WRONG_STATE`, and an empty reason. The reason is kept in the order's note.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await locked_order(act, order)
    state = SALES_ORDER.after("cancel", SalesOrderState(head["state"]))
    if any(line["shipped"] > 0 for line in await order_lines(act.tx, order)):
        raise AlreadyShipped(number=head["number"])
    await inventory.release_stock(act=act, document=order)
    await set_state(act, "sales_order", order, state.value)
    note = f"{head['note']}\n{reason}" if head["note"] else reason
    await act.tx.run("UPDATE ordering.sales_order SET note = $2 WHERE id = $1", order, note)
    return order
