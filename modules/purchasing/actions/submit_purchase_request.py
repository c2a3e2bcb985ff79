"""Submit a purchase request: whoever has to say yes is asked; where nobody has to, it may be ordered."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.purchasing.requesting import locked_request, move_request


async def submit_purchase_request(*, act: Act, request: UUID) -> UUID:
    """Ask for what is needed; answers the request. Refuses `WRONG_STATE` for anything but a draft."""
    head = await locked_request(act, request)
    state = await move_request(act, head, "submit")
    if await approval.submit(act, "purchase_request", request) is None:
        await approval.passed(act, "purchase_request", request)
        await move_request(act, head | {"state": state.value}, "approve")
    return request
