"""Recheck a supplier's invoice: what the register says by now of the seller on that day is kept with it."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.masterdata.states import RegistrationState
from modules.payables import tables
from modules.payables.queries import locked_invoice
from modules.payables.registering import seen_on
from modules.payables.states import SupplierInvoiceState


class RegistrationChangesTax(Refused):
    """By what is known now another part of the tax would count, so the invoice is cancelled and entered
    again.
    """

    def __init__(self, number: str, registration: RegistrationState) -> None:
        super().__init__(field="invoice", number=number, registration=registration)


async def recheck_supplier_invoice(*, act: Act, invoice: UUID) -> UUID:
    """Look the seller's registration up again for the day of the supply.

    Refuses, once the invoice is posted, an answer by which another part of its tax would count.
    """
    head = await locked_invoice(act, invoice)
    seen = await seen_on(act, supplier=head["supplier"], t_number=head["t_number"], on=head["supplied_on"])
    counted = head["registration"] != RegistrationState.NOT_REGISTERED.value
    if head["state"] == SupplierInvoiceState.POSTED.value and seen.counts is not counted:
        raise RegistrationChangesTax(head["number"], seen.registration)
    await act.tx.update(tables.SupplierInvoice, [{"id": invoice} | seen.columns])
    return invoice
