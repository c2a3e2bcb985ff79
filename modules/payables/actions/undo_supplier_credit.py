"""Undo a supplier credit: it is set against nothing any more, and the invoices it had taken from are open."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.locking import lock_period_shared
from modules import accounting
from modules.payables.offsetting import take_apart
from modules.payables.queries import locked_invoice, run_with
from modules.payables.refusals import InPaymentRun
from modules.payables.states import SupplierInvoiceKind, SupplierInvoiceState


class NothingSetAgainst(Refused):
    """The credit is set against no invoice, so there is nothing to take back."""

    def __init__(self, number: str) -> None:
        super().__init__(field="credit_note", number=number)


async def undo_supplier_credit(*, act: Act, credit_note: UUID, reason: str, on: date | None = None) -> UUID:
    """Take back all that a credit note is set against, such as when the payment with it came back.

    Nothing is posted: the account stays as it is, only what is open of which document changes. What the
    rates had made of a note in another currency is answered.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    on = on or act.today
    await lock_period_shared(act, on)
    head = await locked_invoice(act, credit_note)
    is_credit = head["kind"] == SupplierInvoiceKind.CREDIT_NOTE.value
    if not is_credit or head["state"] != SupplierInvoiceState.POSTED.value:
        raise NotFound("SupplierInvoice", credit_note, field="creditNote")
    items = await accounting.locked_payables(act, [credit_note])
    item = items[credit_note]
    busy = await run_with(act, credit_note)
    if busy:
        raise InPaymentRun(busy["number"], busy["run"])
    released = await accounting.release_payables(act, credit=credit_note, on=on, reason=reason.strip())
    foreign = await take_apart(act, credit_note, on, reason.strip())
    if not released and not foreign:
        raise NothingSetAgainst(item.number)
    return credit_note
