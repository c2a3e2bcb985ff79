"""Take back one's own request for an exception."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.identity.granting import held_request, step


async def withdraw_access_request(*, act: Act, request: UUID) -> UUID:
    """Ask no more. Refuses another's request and one that is decided."""
    row = await held_request(act, request)
    if row["requested_by"] != act.actor:
        raise NotFound("access_request", request, field="request")
    await step(act, row, "withdraw_access_request")
    return request
