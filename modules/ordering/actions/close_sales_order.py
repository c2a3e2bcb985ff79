"""Close a sales order: nothing more will be shipped; what was still held is free again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.outbox import record
from modules import inventory
from modules.ordering.events import SalesOrderClosed
from modules.ordering.queries import locked_order, order_lines, set_state
from modules.ordering.states import SALES_ORDER, SalesOrderState


class NotBilled(Refused):
    """Goods have left that were not billed yet."""


async def close_sales_order(*, act: Act, order: UUID) -> UUID:
    """End an order, also one that was not shipped in full; answers the order.

    Refuses `NOT_BILLED` while shipped goods are not on an invoice, and `WRONG_STATE`.
    """
    head = await locked_order(act, order)
    state = SALES_ORDER.after("close", SalesOrderState(head["state"]))
    lines = await order_lines(act.tx, order)
    if any(line["billed"] < line["shipped"] - line["returned"] for line in lines):
        raise NotBilled(number=head["number"])
    await inventory.release_stock(act=act, document=order)
    await set_state(act, "sales_order", order, state.value)
    await record(act, SalesOrderClosed(sales_order=order), subject=order)
    return order
