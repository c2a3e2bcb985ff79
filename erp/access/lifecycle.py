"""What follows from the personnel records: people let in, given a role, and shut out.

For parts that have decided already who should be let in. No right of the asker is looked at, so nothing
of this is a verb of its own; `refuse_role_beyond_own` is asked when somebody writes down who gets which role.
"""

from dataclasses import dataclass
from uuid import UUID

from erp.access.guarding import LastAdministrator, refuse_beyond_own, refuse_conflicting_duties
from erp.access.people import Person, insert_grant, insert_user
from erp.access.queries import (
    is_last_administrator,
    locked_role,
    locked_user,
    permissions_of_role,
    rights_of,
    role_by_code,
)
from erp.kernel.asking import Act


@dataclass(frozen=True, slots=True)
class Ended:
    """How many open sessions and tokens were ended."""

    sessions: int
    tokens: int


async def add_person(act: Act, *, login: str, name: str, email: str | None, language: str) -> UUID:
    """Somebody who may sign in once a password is drawn or single sign-on knows him."""
    person = Person(login=login, name=name, company=act.company, email=email, language=language)
    return await insert_user(act, person)


async def let_in_again(act: Act, user: UUID) -> bool:
    """The same account opens again; tokens that ended stay ended. Answers whether it was shut."""
    await locked_user(act, user)
    sql = "UPDATE access.app_user SET is_active = true WHERE id = $1 AND NOT is_active"
    return bool(await act.tx.run(sql, user))


async def lock_out(act: Act, user: UUID) -> Ended:
    """From this moment no session, token or password of this person opens anything.

    Refuses the last one who can manage people.
    """
    if await is_last_administrator(act, user):
        raise LastAdministrator()
    await locked_user(act, user)
    await act.tx.run("UPDATE access.app_user SET is_active = false WHERE id = $1", user)
    sessions = await act.tx.run(
        "UPDATE access.session SET ended_at = now() WHERE holder = $1 AND ended_at IS NULL", user
    )
    tokens = await act.tx.run(
        "UPDATE access.api_token SET revoked_at = now() WHERE holder = $1 AND revoked_at IS NULL", user
    )
    return Ended(sessions, tokens)


async def grant_role(act: Act, user: UUID, code: str) -> None:
    """A role in this company; duties that must stay apart are refused as ever."""
    role = await role_by_code(act.tx, code)
    await locked_role(act, role)
    await locked_user(act, user)
    before = await rights_of(act.tx, user)
    await insert_grant(act, user, role, act.company)
    await refuse_conflicting_duties(act, before, await rights_of(act.tx, user), accepted=True)


async def withdraw_role(act: Act, user: UUID, code: str) -> None:
    """That role in this company is his no more."""
    role = await role_by_code(act.tx, code)
    await locked_user(act, user)
    await act.tx.run(
        "DELETE FROM access.role_grant WHERE holder = $1 AND role = $2 AND in_company = $3",
        user,
        role,
        act.company,
    )


async def refuse_role_beyond_own(act: Act, code: str) -> None:
    """Who writes down that others get a role could give it himself."""
    act.need("access.give_role")
    role = await role_by_code(act.tx, code)
    await refuse_beyond_own(act, await permissions_of_role(act.tx, role), act.company)
