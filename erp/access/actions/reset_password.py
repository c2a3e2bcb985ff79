"""Give somebody who forgot the password a new one, shown once, that must be changed at the next sign-in."""

from uuid import UUID

from erp.access.guarding import ServiceAccount, refuse_more_powerful, refuse_own
from erp.access.passwords import hash_password
from erp.access.queries import end_sessions, locked_user
from erp.access.rules.credentials import new_password
from erp.api import Made
from erp.kernel.asking import Act


async def reset_password(*, act: Act, user: UUID) -> Made:
    """Draw a new first password; all sessions of the person end. Refused for those who may do more than
    you.
    """
    refuse_own(act, user)
    row = await locked_user(act, user)
    if row["is_service"]:
        raise ServiceAccount()
    await refuse_more_powerful(act, user)
    password = new_password()
    await act.tx.run(
        "UPDATE access.app_user SET password_hash = $2, password_is_initial = true WHERE id = $1",
        user,
        await hash_password(password),
    )
    await end_sessions(act, [user])
    return Made(user, {"password": password})
