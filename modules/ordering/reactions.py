"""What ordering does about others' facts: shipped goods are billed, settled orders are closed."""

from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.outbox import when
from modules import accounting, billing, inventory
from modules.ordering.actions.close_sales_order import close_sales_order
from modules.ordering.actions.invoice_sales_order import NothingToBill, invoice_sales_order
from modules.ordering.handing_over import closes, hand_over
from modules.ordering.queries import count, locked_order, order_lines, orders_of_invoice, set_state
from modules.ordering.states import SALES_ORDER, SalesOrderState


@when(inventory.StockShipped)
async def bill_shipped_order(*, act: Act, event: inventory.StockShipped) -> None:
    """Bill a shipment on the day it left, the whole order once all has left, or at closing, as agreed."""
    order = await locked_order(act, event.sales_order)
    if order["state"] != SalesOrderState.CONFIRMED:
        return
    if closes(order):
        try:
            return await hand_over(act, order, event.shipment, event.shipped_on)
        except billing.NotBilledAtClosing:
            pass  # who pays has no closing day any more: the shipment is billed by itself
    whole = order["billing"] == "PER_ORDER"
    if whole and any(line["shipped"] < line["quantity"] for line in await order_lines(act.tx, order["id"])):
        return
    shipment = None if whole else event.shipment
    try:
        await invoice_sales_order(act=act, order=order["id"], shipment=shipment, on=event.shipped_on)
    except NothingToBill:
        # Somebody billed it by hand before we came, or this was told twice: there is nothing left to do.
        return


@when(accounting.InvoiceCancelled)
async def unbill_cancelled_invoice(*, act: Act, event: accounting.InvoiceCancelled) -> None:
    """What a cancelled invoice was for can be billed again by hand; a closed order opens for it."""
    by_line: dict[UUID, Decimal] = {}
    for part in await accounting.lines_of(act.tx, event.invoice):
        by_line[part.origin_line] = by_line.get(part.origin_line, Decimal(0)) + part.quantity
    # What billing bills at closing waits there for the next bill and stays counted.
    for line in await billing.supplied_lines(act.tx, by_line):
        del by_line[line]
    for order in await orders_of_invoice(act.tx, event.invoice):
        head = await locked_order(act, order)
        # Whoever cancelled it for a reason of his own, an import taken back, may have counted already.
        fewer = {
            line["id"]: -min(line["billed"], by_line[line["id"]])
            for line in await order_lines(act.tx, order)
            if line["billed"] > 0 and line["id"] in by_line
        }
        if fewer:
            await count(act, "billed", fewer)
            if head["state"] == SalesOrderState.CLOSED:
                state = SALES_ORDER.after("reopen", SalesOrderState.CLOSED)
                await set_state(act, "sales_order", order, state.value)


@when(accounting.ReceivableSettled)
async def close_settled_order(*, act: Act, event: accounting.ReceivableSettled) -> None:
    """Close the orders of a paid invoice that are shipped, billed and paid in full."""
    for order in await orders_of_invoice(act.tx, event.invoice):
        await _close_if_done(act, order)


@when(accounting.ReceivableReopened)
async def reopen_unpaid_order(*, act: Act, event: accounting.ReceivableReopened) -> None:
    """Money is owed again for a closed order, because a matching was undone: it is not done yet."""
    for order in await orders_of_invoice(act.tx, event.invoice):
        head = await locked_order(act, order)
        if (
            head["state"] == SalesOrderState.CLOSED
            and await accounting.still_owed(act.tx, caused_by=order) > 0
        ):
            state = SALES_ORDER.after("reopen", SalesOrderState.CLOSED)
            await set_state(act, "sales_order", order, state.value)


async def _close_if_done(act: Act, order: UUID) -> None:
    head = await locked_order(act, order)
    if head["state"] != SalesOrderState.CONFIRMED:
        return
    lines = await order_lines(act.tx, order)
    if any(
        line["shipped"] < line["quantity"] or line["billed"] < line["shipped"] - line["returned"]
        for line in lines
    ):
        return
    if closes(head) and await billing.waits_for_bill(act.tx, order):
        return
    if await accounting.still_owed(act.tx, caused_by=order) == 0:
        await close_sales_order(act=act, order=order)
