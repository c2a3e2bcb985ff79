"""Disable somebody: from the same moment no session, no token and no password of that person opens
anything.
"""

from uuid import UUID

from erp.access.guarding import LastAdministrator, refuse_elsewhere, refuse_own
from erp.access.providers import refuse_last_break_glass
from erp.access.queries import end_sessions, is_last_administrator, locked_user
from erp.kernel.asking import Act


async def disable_user(*, act: Act, user: UUID) -> UUID:
    """Let somebody in no more; sessions and tokens end in the same transaction and do not come back."""
    refuse_own(act, user)
    if await is_last_administrator(act, user):
        raise LastAdministrator()
    await locked_user(act, user)
    await refuse_elsewhere(act, user, "access.disable_user")
    await refuse_last_break_glass(act, user)
    await act.tx.run("UPDATE access.app_user SET is_active = false WHERE id = $1", user)
    await end_sessions(act, [user])
    await act.tx.run(
        "UPDATE access.api_token SET revoked_at = now() WHERE holder = $1 AND revoked_at IS NULL", user
    )
    return user
