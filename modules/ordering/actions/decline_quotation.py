"""Decline a quotation: the customer does not want it."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.ordering.queries import locked_quotation, set_state
from modules.ordering.states import QUOTATION, QuotationState


async def decline_quotation(*, act: Act, quotation: UUID, reason: str) -> UUID:
    """End an offer with the reason it was lost for; answers the quotation. Refuses `WRONG_STATE`."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await locked_quotation(act, quotation)
    state = QUOTATION.after("decline", QuotationState(head["state"]))
    await set_state(act, "quotation", quotation, state.value)
    note = f"{head['note']}\n{reason}" if head["note"] else reason
    await act.tx.run("UPDATE ordering.quotation SET note = $2 WHERE id = $1", quotation, note)
    return quotation
