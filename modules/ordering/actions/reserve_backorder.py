"""Reserve a backorder: what was missing when the order was confirmed is held as far as it is there now."""

from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from modules import inventory
from modules.ordering.queries import locked_order, order_lines
from modules.ordering.states import SALES_ORDER, SalesOrderState


class NothingMissing(Refused):
    """Everything that is still to ship is held already."""


async def reserve_backorder(*, act: Act, order: UUID) -> UUID:
    """Hold what can be held of the lines that still miss goods; answers the order.

    Refuses `NOTHING_MISSING`, and `INSUFFICIENT_STOCK` when none of it is there.
    """
    head = await locked_order(act, order)
    SALES_ORDER.after("reserve", SalesOrderState(head["state"]))
    lines = await order_lines(act.tx, order)
    held = await inventory.reserved_for(act.tx, document=order)
    missing = []
    for line in lines:
        open_quantity = (line["quantity"] - line["shipped"]) * line["factor"] - held.get(
            line["id"], Decimal(0)
        )
        if line["is_stocked"] and open_quantity > 0:
            missing.append(inventory.Demand(line["id"], line["product"], open_quantity))
    if not missing:
        raise NothingMissing(number=head["number"])
    got = await inventory.reserve_stock(
        act=act, document=order, warehouse=head["warehouse"], demands=missing, accept_backorder=True
    )
    if not got:
        await inventory.reserve_stock(act=act, document=order, warehouse=head["warehouse"], demands=missing)
    return order
