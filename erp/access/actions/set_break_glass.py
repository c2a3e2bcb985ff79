"""Name who may come in by password past single sign-on, or take the name off."""

from uuid import UUID

from erp.access.guarding import ServiceAccount, refuse_elsewhere
from erp.access.providers import refuse_last_break_glass
from erp.access.queries import locked_user
from erp.kernel.asking import Act


async def set_break_glass(*, act: Act, user: UUID, is_break_glass: bool) -> UUID:
    """Let somebody in by password though the rule is single sign-on; each use is told to the administrators.

    Refuses to take away the last one while a provider's rule shuts the password's door.
    """
    row = await locked_user(act, user)
    await refuse_elsewhere(act, user, "access.set_break_glass")
    if row["is_service"]:
        raise ServiceAccount()
    if not is_break_glass:
        await refuse_last_break_glass(act, user)
    await act.tx.run("UPDATE access.app_user SET is_break_glass = $2 WHERE id = $1", user, is_break_glass)
    return user
