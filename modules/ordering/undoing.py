"""How orders that were taken over are taken back: uninvoiced, unshipped, and ended, each on its own day."""

from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.database import Transaction
from erp.kernel.undoing import Undo
from modules import accounting, inventory
from modules.ordering.actions.cancel_sales_order import cancel_sales_order
from modules.ordering.actions.close_sales_order import close_sales_order
from modules.ordering.actions.decline_quotation import decline_quotation
from modules.ordering.actions.return_shipment import ReturnedLine, return_shipment
from modules.ordering.handing_over import closes
from modules.ordering.queries import count, locked_order, locked_quotation, order_lines
from modules.ordering.states import QuotationState, SalesOrderState


async def undo_sales_order(*, act: Act, id: UUID, reason: str) -> None:
    """Take back what was billed, then what was shipped, then the promise itself."""
    head = await locked_order(act, id)
    if not closes(head):
        await _unbill(act, id, reason)
    await _unship(act, id, reason)
    if head["state"] in (SalesOrderState.CANCELLED, SalesOrderState.CLOSED):
        return
    if any(line["shipped"] > 0 for line in await order_lines(act.tx, id)):
        await close_sales_order(act=act, order=id)
    else:
        await cancel_sales_order(act=act, order=id, reason=reason)


async def _unbill(act: Act, order: UUID, reason: str) -> None:
    lines = [line["id"] for line in await order_lines(act.tx, order)]
    billed: dict[UUID, Decimal] = {}
    invoices: dict[UUID, None] = {}
    for part in await accounting.billed_lines(act.tx, lines):
        billed[part.origin_line] = billed.get(part.origin_line, Decimal(0)) + part.quantity
        invoices[part.invoice] = None
    for invoice in invoices:
        on = await accounting.issued_on(act.tx, invoice)
        await accounting.cancel_invoice(act=act, invoice=invoice, on=on, reason=reason)
    if billed:
        await count(act, "billed", {line: -quantity for line, quantity in billed.items()})


async def _unship(act: Act, order: UUID, reason: str) -> None:
    for shipment in await inventory.shipments_of(act.tx, sales_order=order):
        factors = {line["id"]: line["factor"] for line in await order_lines(act.tx, order)}
        left = await inventory.not_returned(act.tx, shipment=shipment.id)
        if left:
            back = [
                ReturnedLine(line=line, quantity=quantity / factors[line]) for line, quantity in left.items()
            ]
            await return_shipment(
                act=act, shipment=shipment.id, lines=back, on=shipment.shipped_on, reason=reason
            )


async def undo_quotation(*, act: Act, id: UUID, reason: str) -> None:
    """An offer that is still open is declined; one that was answered stays as it was answered."""
    head = await locked_quotation(act, id)
    if head["state"] in (QuotationState.DRAFT, QuotationState.SENT):
        await decline_quotation(act=act, quotation=id, reason=reason)


async def uses(tx: Transaction, records: list[UUID]) -> list[UUID]:
    """Orders and quotations of these parties, or with these products."""
    rows = await tx.rows(
        """SELECT sales_order AS id FROM ordering.sales_order_line WHERE product = ANY($1::uuid[])
           UNION SELECT quotation FROM ordering.quotation_line WHERE product = ANY($1::uuid[])
           UNION SELECT id FROM ordering.sales_order WHERE customer = ANY($1::uuid[])
           UNION SELECT id FROM ordering.quotation WHERE customer = ANY($1::uuid[])""",
        records,
    )
    return [row["id"] for row in rows]


UNDO = {
    "draft_sales_order": Undo(undo_sales_order),
    "draft_quotation": Undo(undo_quotation),
}
