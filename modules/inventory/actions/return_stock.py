"""Return stock: goods come back from a customer and are worth what they left at."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.outbox import record
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.events import StockReturned
from modules.inventory.movement import Head, Movement, book_movement, write_shipment
from modules.inventory.queries import put_in
from modules.inventory.rules.allocation import Demand
from modules.inventory.rules.costing import Holding, return_value
from modules.inventory.worth import put_worth

SHIPPED = """
    SELECT l.demand, l.product, l.quantity, l.value, p.is_stocked,
           s.sales_order, s.customer, s.warehouse, s.number, s.shipped_on,
           coalesce(back.quantity, 0) AS returned, coalesce(back.value, 0) AS returned_value
    FROM inventory.shipment s
    JOIN inventory.shipment_line l ON l.shipment = s.id
    JOIN masterdata.product p ON p.id = l.product
    LEFT JOIN LATERAL (
        SELECT sum(bl.quantity) AS quantity, sum(bl.value) AS value
        FROM inventory.shipment b JOIN inventory.shipment_line bl ON bl.shipment = b.id
        WHERE b.returns = s.id AND bl.demand = l.demand
    ) AS back ON true
    WHERE s.id = $1 AND s.kind = 'SHIPMENT' ORDER BY l.line_no
"""


class ReturnExceedsShipment(Refused):
    """More would come back than has left."""

    def __init__(self, *, line: UUID, shipped: Decimal, returned: Decimal, wanted: Decimal) -> None:
        super().__init__(field="lines", line=line, shipped=shipped, returned=returned, wanted=wanted)


async def return_stock(
    *,
    act: Act,
    shipment: UUID,
    on: date,
    quantities: dict[UUID, Decimal],
    reason: str,
    department: UUID | None = None,
    post_late: bool = False,
) -> UUID:
    """Take goods of a shipment back, by order line; answers the return.

    The caller holds the order's lock, so two returns of one shipment come one after the other.
    Refuses `RETURN_EXCEEDS_SHIPMENT`, `NOT_FOUND`, and `BAD_INPUT` for a day before the goods left.
    """
    day = await accounting.posting_day(act, on, post_late=post_late)
    shipped = {row["demand"]: row for row in await act.tx.rows(SHIPPED, shipment)}
    if not shipped:
        raise NotFound("shipment", shipment)
    head = dict(next(iter(shipped.values())))
    if on < head["shipped_on"]:
        raise BadInput("on", "BEFORE_SHIPMENT", shipped_on=head["shipped_on"])
    place = await masterdata.default_location(act.tx, act.company, head["warehouse"])
    moves = [_movement(shipped, line, quantity, place, act.currency) for line, quantity in quantities.items()]
    stocked = [move for move in moves if shipped[move.demand]["is_stocked"]]
    if stocked:
        await put_in(
            act,
            products=[move.product for move in stocked],
            locations=[place] * len(stocked),
            quantities=[move.quantity for move in stocked],
        )
        coming = [(move.product, place, move.quantity, move.value) for move in stocked]
        await put_worth(act, on=day.on, items=coming, at_its_old_cost=True)
    head |= {"department": department, "booked_on": day.on, "post_late": post_late}
    return await _write(act, shipment, on, head, moves, stocked, reason)


def _movement(shipped: dict, line: UUID, quantity: Decimal, place: UUID, currency: str) -> Movement:
    row = shipped.get(line)
    if row is None:
        raise NotFound("shipment_line", line)
    left = row["quantity"] - row["returned"]
    if quantity <= 0 or quantity > left:
        raise ReturnExceedsShipment(
            line=line, shipped=row["quantity"], returned=row["returned"], wanted=quantity
        )
    value = return_value(
        Holding(row["quantity"], row["value"]),
        Holding(row["returned"], row["returned_value"]),
        quantity,
        currency,
    )
    return Movement(
        demand=line,
        product=row["product"],
        from_location=None,
        to_location=place,
        quantity=quantity,
        value=value,
    )


async def _write(
    act: Act,
    shipment: UUID,
    on: date,
    head: dict,
    moves: Sequence[Movement],
    stocked: Sequence[Movement],
    reason: str,
) -> UUID:
    returned = new_id()
    number = await write_shipment(
        act,
        shipment=returned,
        head=Head(
            sales_order=head["sales_order"],
            customer=head["customer"],
            warehouse=head["warehouse"],
            on=on,
            returns=shipment,
            reason=reason,
            booked_on=head["booked_on"],
        ),
        demands=[Demand(move.demand, move.product, move.quantity) for move in moves if move.demand],
        moves=stocked,
    )
    await book_movement(
        act,
        kind="shipment",
        purpose=PostingPurpose.COST_OF_SALES,
        document=returned,
        description=f"{number} / {head['number']} {reason}",
        on=on,
        inward=sum((move.value for move in stocked), Decimal(0)),
        department=head["department"],
        post_late=head["post_late"],
    )
    event = StockReturned(shipment=returned, sales_order=head["sales_order"], returned_on=on)
    await record(act, event, subject=head["sales_order"])
    return returned
