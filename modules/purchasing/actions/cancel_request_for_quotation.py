"""Cancel a request for quotation: nobody is waited for any more."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.purchasing import tables
from modules.purchasing.quoting import locked_question
from modules.purchasing.states import REQUEST_FOR_QUOTATION, RequestForQuotationState


async def cancel_request_for_quotation(*, act: Act, request_for_quotation: UUID) -> UUID:
    """End a question without an order. Refuses `WRONG_STATE` once it is decided."""
    head = await locked_question(act, request_for_quotation)
    state = REQUEST_FOR_QUOTATION.after("cancel", RequestForQuotationState(head["state"]))
    await act.tx.update(tables.RequestForQuotation, [{"id": head["id"], "state": state.value}])
    return request_for_quotation
