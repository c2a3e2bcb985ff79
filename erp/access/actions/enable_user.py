"""Let somebody in again, who has to sign in anew; tokens that ended stay ended."""

from uuid import UUID

from erp.access.guarding import refuse_elsewhere
from erp.access.queries import locked_user
from erp.kernel.asking import Act


async def enable_user(*, act: Act, user: UUID) -> UUID:
    """Let a disabled person sign in again, with the same roles."""
    await locked_user(act, user)
    await refuse_elsewhere(act, user, "access.enable_user")
    await act.tx.run("UPDATE access.app_user SET is_active = true WHERE id = $1", user)
    return user
