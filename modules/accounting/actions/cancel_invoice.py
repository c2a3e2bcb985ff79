"""Cancel an invoice that should not have been: a credit note of the whole answers it."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.outbox import record
from modules.accounting.actions.issue_credit_note import write_credit_note
from modules.accounting.events import InvoiceCancelled
from modules.accounting.queries import posting_day
from modules.accounting.settling import locked_items
from modules.accounting.states import OpenItemKind


class InvoiceMatched(Refused):
    """Something was set against the invoice already; undo the matching first, or issue a credit note."""

    def __init__(self, number: str) -> None:
        super().__init__(field="invoice", number=number)


async def cancel_invoice(*, act: Act, invoice: UUID, reason: str, on: date | None = None) -> UUID:
    """Take back a whole invoice on which nothing was paid or credited; tells `InvoiceCancelled`."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    day = await posting_day(act, on or act.today)
    item = (await locked_items(act, [invoice])).get(invoice)
    if item is None or item.kind is not OpenItemKind.RECEIVABLE:
        raise NotFound("Invoice", invoice, field="invoice")
    # A credit note may stand open beside it, given when the invoice was paid and left when that was undone.
    credited = "SELECT true FROM accounting.invoice WHERE credits = $1 LIMIT 1"
    if item.open_amount != item.amount or await act.tx.value(credited, invoice):
        raise InvoiceMatched(item.number)
    # Told before the debt is settled: who hears of both must know that there is something to bill again.
    await record(act, InvoiceCancelled(invoice=invoice, customer=item.party), subject=invoice)
    await write_credit_note(
        act,
        day=day,
        invoice=invoice,
        reason=reason,
        lines=None,
        origin=f"cancel:{invoice}",
        causes=[],
        returned=False,
    )
    return invoice
