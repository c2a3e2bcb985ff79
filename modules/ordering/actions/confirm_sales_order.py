"""Confirm a sales order: we promise the goods, so they are held for it."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.outbox import record
from modules import inventory
from modules.ordering.customers import require_credit
from modules.ordering.events import SalesOrderConfirmed
from modules.ordering.queries import locked_order, order_lines, set_state
from modules.ordering.states import SALES_ORDER, SalesOrderState


async def confirm_sales_order(*, act: Act, order: UUID, accept_backorder: bool = False) -> UUID:
    """Promise what a draft asks for; answers the order.

    Refuses `INSUFFICIENT_STOCK` line by line unless what is missing may follow as a backorder,
    `CREDIT_LIMIT_EXCEEDED`, `APPROVAL_NEEDED` where the authority matrix asks somebody, and
    `WRONG_STATE` for anything but a draft.
    """
    head = await locked_order(act, order)
    state = SALES_ORDER.after("confirm", SalesOrderState(head["state"]))
    await require_credit(act, order=order, customer=head["customer"], total=head["total"])
    await approval.passed(act, "sales_order", order)
    lines = await order_lines(act.tx, order)
    await inventory.reserve_stock(
        act=act,
        document=order,
        warehouse=head["warehouse"],
        demands=[
            inventory.Demand(line["id"], line["product"], line["quantity"] * line["factor"])
            for line in lines
            if line["is_stocked"]
        ],
        accept_backorder=accept_backorder,
    )
    await set_state(act, "sales_order", order, state.value)
    await record(act, SalesOrderConfirmed(sales_order=order, customer=head["customer"]), subject=order)
    return order
