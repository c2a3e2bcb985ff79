"""Invoice a sales order: what has left and was not billed yet goes onto an invoice."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.quantity import Quantity
from modules import accounting, inventory
from modules.ordering.queries import count, locked_order, order_lines
from modules.ordering.states import SALES_ORDER, SalesOrderState


class NothingToBill(Refused):
    """Nothing has left for this order that is not on an invoice already."""


async def invoice_sales_order(
    *, act: Act, order: UUID, shipment: UUID | None = None, on: date | None = None
) -> UUID:
    """Bill an order, or one shipment of it, on a day; answers the order.

    Only what has left, has not come back and is not billed yet. Refuses `NOTHING_TO_BILL`, `NOT_FOUND` for a
    shipment of another order, `WRONG_STATE`, and a day nobody may post on.
    """
    head = await locked_order(act, order)
    SALES_ORDER.after("invoice", SalesOrderState(head["state"]))
    lines = await order_lines(act.tx, order)
    billable = {line["id"]: line["shipped"] - line["returned"] - line["billed"] for line in lines}
    bills = await accounting.bills_for(act.tx, caused_by=shipment or order)
    if shipment is not None:
        billable = await of_shipment(act, order, shipment, lines, billable, bills)
    billable = {line: quantity for line, quantity in billable.items() if quantity > 0}
    if not billable:
        raise NothingToBill(number=head["number"])
    what = f"shipment:{shipment}" if shipment else f"sales_order:{order}"
    await accounting.issue_invoice(
        act=act,
        customer=head["customer"],
        on=on or act.today,
        lines=[line_draft(line, billable[line["id"]]) for line in lines if line["id"] in billable],
        # Under the order's lock the number of bills so far names this one: a cancelled bill keeps its name.
        origin=f"{what}:{len({each.invoice for each in bills})}",
        causes=[order, shipment] if shipment else [order],
        prices_include_tax=head["prices_include_tax"],
        department=head["department"],
    )
    await count(act, "billed", billable)
    return order


async def of_shipment(
    act: Act,
    order: UUID,
    shipment: UUID,
    lines: list[dict[str, Any]],
    billable: dict[UUID, Decimal],
    bills: list[accounting.BilledLine],
) -> dict[UUID, Decimal]:
    """What of the shipment has not come back and is on none of its own bills: others pay for themselves."""
    shipped = await inventory.shipped_lines(act.tx, shipment=shipment)
    if not shipped or shipped[0]["sales_order"] != order or shipped[0]["kind"] != "SHIPMENT":
        raise NotFound("Shipment", shipment, field="shipment")
    factors = {line["id"]: line["factor"] for line in lines}
    kept = await inventory.not_returned(act.tx, shipment=shipment)
    left = {line: quantity / factors[line] for line, quantity in kept.items()}
    for each in bills:
        if each.origin_line in left:
            left[each.origin_line] -= each.quantity
    return {line: min(billable[line], quantity) for line, quantity in left.items()}


def line_draft(line: dict[str, Any], quantity: Decimal) -> accounting.InvoiceLineDraft:
    """So much of an order line, as it stands on an invoice."""
    return accounting.InvoiceLineDraft(
        description=line["description"],
        product=line["product"],
        quantity=Quantity(quantity),
        unit=line["unit"],
        unit_price=line["unit_price"],
        discount=line["discount"],
        tax_code=line["tax_code"],
        origin_line=line["id"],
    )
