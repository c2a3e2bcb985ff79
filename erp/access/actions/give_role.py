"""Give somebody a role, in one company or (without one) in all."""

from uuid import UUID

from erp.access.guarding import refuse_beyond_own, refuse_conflicting_duties, refuse_own
from erp.access.people import insert_grant, refuse_unknown_company
from erp.access.queries import end_sessions, locked_role, locked_user, permissions_of_role, rights_of
from erp.kernel.asking import Act


async def give_role(
    *, act: Act, user: UUID, role: UUID, company: UUID | None = None, accept_conflicts: bool = False
) -> UUID:
    """Give a role you could use yourself to somebody else; two duties that should stay apart are refused by
    name.

    A rule that only warns is passed by `accept_conflicts`. The person signs in anew.
    """
    refuse_own(act, user)
    if company is not None:
        await refuse_unknown_company(act, company)
    await locked_role(act, role)
    await locked_user(act, user)
    await refuse_beyond_own(act, await permissions_of_role(act.tx, role), company)
    before = await rights_of(act.tx, user)
    await insert_grant(act, user, role, company)
    after = await rights_of(act.tx, user)
    await refuse_conflicting_duties(act, before, after, accepted=accept_conflicts)
    await end_sessions(act, [user])
    return user
