"""Orders that are billed at closing days: what leaves is handed over to billing, which waits for the day."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.states import BillingPolicy
from modules import billing
from modules.ordering.actions.invoice_sales_order import line_draft, of_shipment
from modules.ordering.queries import count, order_lines


def closes(order: dict[str, Any]) -> bool:
    """Whether what leaves for this order goes onto the bill of a closing day."""
    return order["billing"] == BillingPolicy.CLOSING_BILL


async def hand_over(act: Act, order: dict[str, Any], shipment: UUID, on: date) -> None:
    """What has left by this shipment and not come back counts as billed from here on."""
    if await billing.is_supplied(act.tx, shipment):
        return
    lines = await order_lines(act.tx, order["id"])
    left = {line["id"]: line["shipped"] - line["returned"] - line["billed"] for line in lines}
    part = await of_shipment(act, order["id"], shipment, lines, left, [])
    wanted = {line: quantity for line, quantity in part.items() if quantity > 0}
    if not wanted:
        return
    await billing.record_supply(
        act,
        head=billing.SupplyHead(
            customer=order["customer"],
            shipment=shipment,
            sales_order=order["id"],
            number=await number_of(act, shipment),
            on=on,
            prices_include_tax=order["prices_include_tax"],
            department=order["department"],
        ),
        lines=[line_draft(line, wanted[line["id"]]) for line in lines if line["id"] in wanted],
        origin=f"shipment:{shipment}",
    )
    await count(act, "billed", wanted)


async def take_back(
    act: Act, order: dict[str, Any], shipment: UUID, returned: UUID, on: date, billed: dict[UUID, Decimal]
) -> dict[UUID, Decimal]:
    """What of the returned goods is on an invoice already; the rest leaves the next bill."""
    if not closes(order):
        return billed
    return await billing.take_back(
        act,
        shipment=shipment,
        returned=returned,
        number=await number_of(act, returned),
        on=on,
        quantities=billed,
        department=order["department"],
    )


async def number_of(act: Act, document: UUID) -> str:
    """The number people know a document by."""
    number: str = await act.tx.value("SELECT number FROM kernel.document WHERE id = $1", document)
    return number
