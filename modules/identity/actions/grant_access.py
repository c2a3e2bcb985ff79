"""Grant an exception: it counts from its day on and ends by itself."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.identity.granting import grant, held_request, refuse_beyond_own
from modules.identity.refusals import OwnAccessRequest

HIS = 'SELECT "user" FROM identity.holder WHERE company = $1 AND person = $2'


async def grant_access(*, act: Act, request: UUID, note: str | None = None) -> UUID:
    """Say yes where no route of the matrix speaks, and order what follows.

    Refuses one's own request and what is for oneself (`OWN_ACCESS_REQUEST`), what the matrix of authority
    says, and roles of this house that one could not give oneself.
    """
    row = await held_request(act, request)
    if act.actor in (row["requested_by"], await act.tx.value(HIS, act.company, row["person"])):
        raise OwnAccessRequest(field="request")
    await approval.passed(act, "access_request", request)
    await refuse_beyond_own(act, row["entitlement"])
    await grant(act, row, note)
    return request
