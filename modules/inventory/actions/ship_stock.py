"""Ship stock: promised goods leave for the customer, and their cost leaves the stock account with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.outbox import record
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.actions.reserve_stock import InsufficientStock
from modules.inventory.events import StockShipped
from modules.inventory.leaving import take_values
from modules.inventory.movement import Head, Movement, book_movement, write_shipment
from modules.inventory.queries import TAKE_OUT_HELD
from modules.inventory.rules.allocation import Demand
from modules.inventory.shelves import Held, lock_held
from modules.inventory.worth import Worth


@dataclass(frozen=True, slots=True)
class Taken:
    """So much of a held portion that leaves now."""

    held: Held
    quantity: Decimal

    @property
    def product(self) -> UUID:
        """What it is of."""
        return self.held.product

    @property
    def location(self) -> UUID:
        """Where it lies."""
        return self.held.location

    @property
    def is_valued(self) -> bool:
        """Whether it is worth anything to us."""
        return self.held.is_valued


async def ship_stock(*, act: Act, head: Head, order_number: str, demands: Sequence[Demand]) -> UUID:
    """Ship these quantities of an order on a day; answers the shipment.

    Goods, their cost and the entry are written together. Refuses `INSUFFICIENT_STOCK` where more is asked
    for than is held for the line, and `PERIOD_CLOSED` or `NO_PERIOD` for a day nobody may post on.
    """
    if not demands or any(demand.quantity <= 0 for demand in demands):
        raise BadInput("lines", "QUANTITY_NOT_POSITIVE")
    day = await accounting.posting_day(act, head.on, post_late=head.post_late)
    head = replace(head, booked_on=day.on)
    await _require_consignee(act, head)
    taken = _taken(
        [demand for demand in demands if demand.is_stocked],
        await lock_held(act, document=head.sales_order),
    )
    await _take_out(act, taken)
    worths = await take_values(act, day.on, taken)
    moves = [_movement(each, worth) for each, worth in zip(taken, worths, strict=True)]
    shipment = new_id()
    number = await write_shipment(act, shipment=shipment, head=head, demands=demands, moves=moves)
    await book_movement(
        act,
        kind="shipment",
        purpose=PostingPurpose.COST_OF_SALES,
        document=shipment,
        description=f"{number} / {order_number}",
        on=head.on,
        inward=-sum((worth.value for worth in worths), Decimal(0)),
        department=head.department,
        post_late=head.post_late,
    )
    event = StockShipped(shipment=shipment, sales_order=head.sales_order, shipped_on=head.on)
    await record(act, event, subject=head.sales_order)
    return shipment


class ConsignedElsewhere(Refused):
    """Goods that lie at a customer's are sold to him and to nobody else."""


async def _require_consignee(act: Act, head: Head) -> None:
    consignee = await act.tx.value("SELECT consignee FROM masterdata.warehouse WHERE id = $1", head.warehouse)
    if consignee not in (None, head.customer):
        raise ConsignedElsewhere(field="warehouse", consignee=consignee)


def _movement(taken: Taken, worth: Worth) -> Movement:
    held = taken.held
    return Movement(
        held.demand, held.product, held.location, None, taken.quantity, worth.value, worth, held.lot
    )


def _taken(demands: Sequence[Demand], held: Sequence[Held]) -> list[Taken]:
    taken, short = [], []
    for demand in demands:
        wanted = demand.quantity
        for portion in (each for each in held if each.demand == demand.line):
            part = min(wanted, portion.quantity)
            if part > 0:
                taken.append(Taken(portion, part))
                wanted -= part
        if wanted > 0:
            short.append(
                {
                    "line": demand.line,
                    "product": demand.product,
                    "wanted": demand.quantity,
                    "available": demand.quantity - wanted,
                }
            )
    if short:
        raise InsufficientStock(short)
    return taken


async def _take_out(act: Act, taken: Sequence[Taken]) -> None:
    if not taken:
        return
    leaving: dict[UUID, Decimal] = {}
    for each in taken:
        leaving[each.held.balance] = leaving.get(each.held.balance, Decimal(0)) + each.quantity
    await act.tx.run(
        TAKE_OUT_HELD,
        list(leaving),
        list(leaving.values()),
        [each.held.id for each in taken],
        [each.quantity for each in taken],
    )
