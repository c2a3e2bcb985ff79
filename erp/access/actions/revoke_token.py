"""Revoke a token: the next request with it is refused."""

from uuid import UUID

from erp.access.guarding import refuse_beyond_own
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound


async def revoke_token(*, act: Act, token: UUID) -> UUID:
    """End a token for good; one that ended already stays as it is."""
    found = await act.tx.row("SELECT holder, in_company FROM access.api_token WHERE id = $1", token)
    if found is None:
        raise NotFound("api_token", token)
    if found["holder"] != act.actor:
        await refuse_beyond_own(act, {"access.revoke_token"}, found["in_company"])
    await act.tx.run(
        "UPDATE access.api_token SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1", token
    )
    return token
