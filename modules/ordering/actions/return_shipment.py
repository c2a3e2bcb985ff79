"""Return a shipment: goods come back, and what was billed for them is credited."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.quantity import Quantity, convert
from modules import accounting, billing, inventory
from modules.ordering.handing_over import closes, take_back
from modules.ordering.queries import count, locked_order, order_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """So much of an order line comes back, in the line's own unit."""

    line: UUID
    quantity: Quantity


async def return_shipment(
    *, act: Act, shipment: UUID, lines: list[ReturnedLine], reason: str, on: date | None = None
) -> UUID:
    """Take goods of a shipment back; answers the order.

    What was not billed yet is simply not billed; for the rest a credit note is issued the same moment.
    Refuses `RETURN_EXCEEDS_SHIPMENT`, `NOT_FOUND`, an empty reason, and a day nobody may post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    if not lines:
        raise BadInput("lines", "EMPTY")
    shipped = await inventory.shipped_lines(act.tx, shipment=shipment)
    if not shipped:
        raise NotFound("Shipment", shipment, field="shipment")
    order = shipped[0]["sales_order"]
    head = await locked_order(act, order)
    day = on or act.today
    if closes(head):
        await billing.hold_supplies(act, head["customer"], day)
    known = {line["id"]: line for line in await order_lines(act.tx, order)}
    wanted = _wanted(known, lines)
    returned = await inventory.return_stock(
        act=act,
        shipment=shipment,
        on=day,
        quantities={line: convert(quantity, known[line]["factor"]) for line, quantity in wanted.items()},
        reason=reason,
        department=head["department"],
    )
    billed = _billed_part(known, wanted)
    if billed:
        invoiced = await take_back(act, head, shipment, returned, day, billed)
        await _credit(act, invoiced, day, reason, returned, order=head)
        await count(act, "billed", {line: -quantity for line, quantity in billed.items()})
    await count(act, "returned", wanted)
    return order


def _wanted(known: dict[UUID, dict[str, Any]], lines: list[ReturnedLine]) -> dict[UUID, Decimal]:
    wanted: dict[UUID, Decimal] = {}
    for index, each in enumerate(lines):
        if each.line not in known:
            raise NotFound("SalesOrderLine", each.line, field=f"lines.{index}.line")
        if each.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=each.quantity)
        wanted[each.line] = wanted.get(each.line, Decimal(0)) + each.quantity
    return wanted


def _billed_part(known: dict[UUID, dict[str, Any]], wanted: dict[UUID, Decimal]) -> dict[UUID, Decimal]:
    """How much of what comes back is on an invoice: what was never billed comes back first."""
    parts = {}
    for line_id, quantity in wanted.items():
        line = known[line_id]
        unbilled = line["shipped"] - line["returned"] - line["billed"]
        if quantity > unbilled:
            parts[line_id] = quantity - max(unbilled, Decimal(0))
    return parts


async def _credit(
    act: Act, billed: dict[UUID, Decimal], on: date, reason: str, returned: UUID, *, order: dict[str, Any]
) -> None:
    """One credit note for each invoice the returned goods are on, the newest invoice first."""
    left = dict(billed)
    by_invoice: dict[UUID, dict[UUID, Decimal]] = {}
    for part in await accounting.billed_lines(act.tx, billed):
        quantity = min(left[part.origin_line], part.quantity)
        if quantity > 0:
            by_invoice.setdefault(part.invoice, {})[part.origin_line] = quantity
            left[part.origin_line] -= quantity
    for invoice, quantities in by_invoice.items():
        await accounting.issue_credit_note(
            act=act,
            invoice=invoice,
            on=on,
            lines=[
                accounting.CreditNoteLine(line=line, quantity=Quantity(quantity))
                for line, quantity in quantities.items()
            ],
            reason=reason,
            origin=f"shipment:{returned}:{invoice}",
            causes=[order["id"], returned],
            department=order["department"],
        )
