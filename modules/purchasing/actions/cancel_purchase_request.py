"""Cancel a purchase request: it is not needed any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from modules.purchasing.requesting import locked_request, move_request, request_lines


class AlreadyOrdered(Refused):
    """Something of the request is on an order; that is cancelled first."""

    def __init__(self, number: str) -> None:
        super().__init__(field="request", number=number)


async def cancel_purchase_request(*, act: Act, request: UUID, reason: str) -> UUID:
    """Take a request back of which nothing is ordered. Refuses `ALREADY_ORDERED` and an empty reason."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await locked_request(act, request)
    if any(line["ordered"] > 0 for line in await request_lines(act.tx, request)):
        raise AlreadyOrdered(head["number"])
    await move_request(act, head, "cancel")
    note = f"{head['note']}\n{reason}" if head["note"] else reason
    await act.tx.run("UPDATE purchasing.purchase_request SET note = $2 WHERE id = $1", request, note)
    return request
