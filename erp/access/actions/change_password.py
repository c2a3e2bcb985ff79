"""Change one's own password, which needs the old one; every other session of the person ends."""

from uuid import UUID

from erp.access.passwords import hash_password, is_password
from erp.access.queries import end_sessions, locked_user
from erp.access.sign_in import SignInRefused, refuse_weak
from erp.access.throttle import count_try_of_act, keys_of
from erp.kernel.asking import Act


async def change_password(*, act: Act, old_password: str, new_password: str) -> UUID:
    """Take a new password; tries at the old one are counted like tries to sign in."""
    login = await act.tx.value("SELECT login FROM access.app_user WHERE id = $1", act.actor)
    await count_try_of_act(act, keys_of(login, None))
    row = await locked_user(act, act.actor)
    if not await is_password(row["password_hash"], old_password):
        raise SignInRefused(field="oldPassword")
    refuse_weak(new_password, login=login, old=old_password)
    await act.tx.run(
        "UPDATE access.app_user SET password_hash = $2, password_is_initial = false WHERE id = $1",
        act.actor,
        await hash_password(new_password),
    )
    await end_sessions(act, [act.actor])
    return act.actor
