"""Take a role from somebody: the next request of that person is answered without it."""

from uuid import UUID

from erp.access.guarding import LastAdministrator, refuse_beyond_own, refuse_own
from erp.access.queries import end_sessions, is_last_administrator, locked_role, locked_user
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound


async def take_role(*, act: Act, user: UUID, role: UUID, company: UUID | None = None) -> UUID:
    """Take back what was given for that company (without one: what was given for all); sessions end."""
    refuse_own(act, user)
    await refuse_beyond_own(act, {"access.take_role"}, company)
    row = await locked_role(act, role)
    if company is None and row["code"] == "administrator" and await is_last_administrator(act, user):
        raise LastAdministrator()
    await locked_user(act, user)
    taken = await act.tx.run(
        """DELETE FROM access.role_grant
           WHERE holder = $1 AND role = $2 AND in_company IS NOT DISTINCT FROM $3""",
        user,
        role,
        company,
    )
    if not taken:
        raise NotFound("role_grant")
    await end_sessions(act, [user])
    return user
