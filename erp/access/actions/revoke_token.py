"""Revoke a token: the next request with it is refused."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound


async def revoke_token(*, act: Act, token: UUID) -> UUID:
    """End a token for good; one that ended already stays as it is."""
    found = await act.tx.run(
        "UPDATE access.api_token SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1", token
    )
    if not found:
        raise NotFound("api_token", token)
    return token
