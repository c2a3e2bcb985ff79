"""Ship a sales order: what is held for it leaves, all of it or the quantities named."""

import contextlib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.closing import Area
from erp.kernel.errors import NotFound, Refused
from erp.kernel.quantity import Quantity, convert
from modules import accounting, billing, inventory
from modules.ordering.handing_over import closes, hand_over
from modules.ordering.queries import count, locked_order, order_lines
from modules.ordering.states import SALES_ORDER, SalesOrderState

FINEST = Decimal("0.000001")


class OverShipment(Refused):
    """More would leave than was ordered and is still to ship."""

    def __init__(self, *, line: UUID, open_quantity: Decimal, wanted: Decimal) -> None:
        super().__init__(field="lines", line=line, open=open_quantity, wanted=wanted)


class NothingToShip(Refused):
    """Nothing is held for this order that could leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedLine:
    """So much of an order line, in the line's own unit."""

    line: UUID
    quantity: Quantity


async def ship_sales_order(
    *,
    act: Act,
    order: UUID,
    on: date | None = None,
    lines: list[ShippedLine] | None = None,
    post_late: bool = False,
) -> UUID:
    """Let goods of an order leave on a day; answers the order.

    Without lines everything leaves that is held (services with it). Refuses `OVER_SHIPMENT`,
    `INSUFFICIENT_STOCK`, `NOTHING_TO_SHIP`, `WRONG_STATE`, and a day nobody may post or sell on
    (`AREA_LOCKED`): what leaves is a sale. What is billed at a closing day is handed over the same moment.
    With `post_late` the cost of goods of a closed month counts from the first open day after it.
    """
    head = await locked_order(act, order)
    SALES_ORDER.after("ship", SalesOrderState(head["state"]))
    known = {line["id"]: line for line in await order_lines(act.tx, order)}
    wanted = await _everything_held(act, order, known) if lines is None else _named(known, lines)
    if not wanted:
        raise NothingToShip(number=head["number"])
    day = on or act.today
    await accounting.require_unlocked(act, Area.SALES, day)
    if closes(head):
        await billing.hold_supplies(act, head["customer"], day)
    shipment = await inventory.ship_stock(
        act=act,
        head=inventory.ShipmentHead(
            sales_order=order,
            customer=head["customer"],
            warehouse=head["warehouse"],
            on=day,
            department=head["department"],
            post_late=post_late,
        ),
        order_number=head["number"],
        demands=[_demand(known[line], quantity) for line, quantity in wanted.items()],
    )
    await count(act, "shipped", wanted)
    if closes(head):
        # Who pays may have no closing day any more: then the shipment is billed by itself, when it is told.
        with contextlib.suppress(billing.NotBilledAtClosing):
            await hand_over(act, head, shipment, day)
    return order


def _demand(line: dict[str, Any], quantity: Decimal) -> inventory.Demand:
    whole = convert(quantity, line["factor"])
    return inventory.Demand(line["id"], line["product"], whole, line["is_stocked"])


def _named(known: dict[UUID, dict[str, Any]], lines: list[ShippedLine]) -> dict[UUID, Decimal]:
    wanted: dict[UUID, Decimal] = {}
    for each in lines:
        line = known.get(each.line)
        if line is None:
            raise NotFound("SalesOrderLine", each.line, field="lines")
        wanted[each.line] = wanted.get(each.line, Decimal(0)) + each.quantity
        left = line["quantity"] - line["shipped"]
        if each.quantity <= 0 or wanted[each.line] > left:
            raise OverShipment(line=each.line, open_quantity=left, wanted=wanted[each.line])
    return wanted


async def _everything_held(act: Act, order: UUID, known: dict[UUID, dict[str, Any]]) -> dict[UUID, Decimal]:
    held = await inventory.reserved_for(act.tx, document=order)
    wanted = {}
    for line in known.values():
        left = line["quantity"] - line["shipped"]
        if line["is_stocked"]:
            whole = (held.get(line["id"], Decimal(0)) / line["factor"]).quantize(FINEST, ROUND_DOWN)
            left = min(left, whole)
        if left > 0:
            wanted[line["id"]] = left
    return wanted
