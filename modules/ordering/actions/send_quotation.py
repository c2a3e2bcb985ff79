"""Send a quotation: it has gone to the customer and is not changed any more."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.ordering.queries import locked_quotation, set_state
from modules.ordering.states import QUOTATION, QuotationState


async def send_quotation(*, act: Act, quotation: UUID) -> UUID:
    """Mark a draft as sent; answers the quotation. Refuses `WRONG_STATE`."""
    head = await locked_quotation(act, quotation)
    state = QUOTATION.after("send", QuotationState(head["state"]))
    await set_state(act, "quotation", quotation, state.value)
    return quotation
