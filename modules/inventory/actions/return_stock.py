"""Return stock: goods come back from a customer and are worth what they left at."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import allocate
from erp.kernel.outbox import record
from modules import accounting
from modules.accounting import PostingPurpose
from modules.inventory.events import StockReturned
from modules.inventory.leaving import Coming, put_values
from modules.inventory.movement import Head, Movement, book_movement, write_shipment
from modules.inventory.queries import put_in
from modules.inventory.rules.allocation import Demand
from modules.inventory.rules.costing import Holding, return_value

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

# What left for each line of the shipment and has not come back, lot by lot, with what it was worth.
STILL_OUT = """
    SELECT m.document_line AS demand, m.product, m.lot,
           sum(CASE WHEN m.to_location IS NULL THEN m.quantity ELSE -m.quantity END) AS open,
           sum(m.quantity) FILTER (WHERE m.to_location IS NULL) AS shipped,
           sum(m.value) FILTER (WHERE m.to_location IS NULL) AS value,
           sum(sum(m.quantity) FILTER (WHERE m.to_location IS NULL))
               OVER (PARTITION BY m.document_line, m.product) AS of_product
    FROM inventory.stock_move m
    WHERE m.document = $1
       OR m.document IN (SELECT b.id FROM inventory.shipment b WHERE b.returns = $1)
    GROUP BY m.document_line, m.product, m.lot
    ORDER BY m.document_line, m.product, m.lot
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
    out: dict[UUID, list[dict]] = {}
    for row in await act.tx.rows(STILL_OUT, shipment):
        out.setdefault(row["demand"], []).append(dict(row))
    moves = []
    for line, quantity in quantities.items():
        value = _worth(shipped, line, quantity, act.currency)
        moves += _movements(act, shipped[line], out.get(line, []), place, quantity, value)
    await _put(act, moves, place, day.on)
    head |= {"department": department, "booked_on": day.on, "post_late": post_late}
    demands = [Demand(line, shipped[line]["product"], quantity) for line, quantity in quantities.items()]
    return await _write(act, shipment, on, head, demands, moves, reason)


async def _put(act: Act, moves: Sequence[Movement], place: UUID, on: date) -> None:
    """Onto the shelf and into its worth, at what they cost when they left."""
    if not moves:
        return
    await put_in(
        act,
        products=[move.product for move in moves],
        locations=[place] * len(moves),
        quantities=[move.quantity for move in moves],
        lots=[move.lot for move in moves],
    )
    products = await masterdata.products(act.tx, {move.product for move in moves})
    coming = [
        Coming(move.product, place, move.quantity, move.value, products[move.product].is_valued)
        for move in moves
    ]
    await put_values(act, on, coming, at_its_old_cost=True)


def _worth(shipped: dict, line: UUID, quantity: Decimal, currency: str) -> Decimal:
    row = shipped.get(line)
    if row is None:
        raise NotFound("shipment_line", line)
    left = row["quantity"] - row["returned"]
    if quantity <= 0 or quantity > left:
        raise ReturnExceedsShipment(
            line=line, shipped=row["quantity"], returned=row["returned"], wanted=quantity
        )
    return return_value(
        Holding(row["quantity"], row["value"]),
        Holding(row["returned"], row["returned_value"]),
        quantity,
        currency,
    )


def _movements(
    act: Act, row: dict, out: list[dict], place: UUID, quantity: Decimal, value: Decimal
) -> list[Movement]:
    """Back come the very lots that left, each product in the share in which it left for the line."""
    taken: list[tuple[dict, Decimal]] = []
    for product in dict.fromkeys(each["product"] for each in out):
        parts = [each for each in out if each["product"] == product]
        wanted = quantity * parts[0]["of_product"] / row["quantity"]
        for part in parts:
            less = min(wanted, part["open"])
            if less > 0:
                taken.append((part, less))
                wanted -= less
    if not taken:
        return []
    weights = [less * part["value"] / part["shipped"] for part, less in taken]
    if not any(weights):
        weights = [less for _, less in taken]
    return [
        Movement(row["demand"], part["product"], None, place, less, share, lot=part["lot"])
        for (part, less), share in zip(taken, allocate(value, weights, act.currency), strict=True)
    ]


async def _write(
    act: Act,
    shipment: UUID,
    on: date,
    head: dict,
    demands: Sequence[Demand],
    moves: Sequence[Movement],
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
        demands=demands,
        moves=moves,
    )
    await book_movement(
        act,
        kind="shipment",
        purpose=PostingPurpose.COST_OF_SALES,
        document=returned,
        description=f"{number} / {head['number']} {reason}",
        on=on,
        inward=sum((move.value for move in moves), Decimal(0)),
        department=head["department"],
        post_late=head["post_late"],
    )
    event = StockReturned(shipment=returned, sales_order=head["sales_order"], returned_on=on)
    await record(act, event, subject=head["sales_order"])
    return returned
