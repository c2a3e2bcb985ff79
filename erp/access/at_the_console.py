"""What the command line does about people and tokens.

Whoever can start it could read the database anyway, so no right is asked for; the same actions run, and the
audit names the house as the actor.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from erp.access.actions.create_token import create_token
from erp.access.actions.give_role import give_role
from erp.access.built_in import keep_built_in_roles
from erp.access.guarding import ServiceAccount
from erp.access.passwords import hash_password
from erp.access.people import Person, insert_user
from erp.access.queries import end_sessions, locked_user, role_by_code
from erp.access.rules.credentials import login_key, new_password
from erp.access.sign_in import refuse_weak
from erp.access.who_asks import service_asking
from erp.kernel.asking import Act
from erp.kernel.database import Database
from erp.kernel.errors import NotFound

PEOPLE = """
    SELECT u.login, CASE WHEN u.is_active THEN 'active' ELSE 'disabled' END AS state, u.name,
           coalesce(string_agg(DISTINCT r.code, ',' ORDER BY r.code), '') AS roles
    FROM access.app_user u
    LEFT JOIN access.role_grant g ON g.holder = u.id LEFT JOIN access.role r ON r.id = g.role
    WHERE u.login NOT LIKE 'service@%' GROUP BY u.id ORDER BY u.login
"""
TOKENS = """
    SELECT t.id::text, t.prefix, u.login, t.name, to_char(t.expires_at, 'YYYY-MM-DD')
    FROM access.api_token t JOIN access.app_user u ON u.id = t.holder
    WHERE t.revoked_at IS NULL AND t.expires_at > now() ORDER BY t.created_at
"""


async def do(
    database: Database, verb: str, work: Callable[[Act], Awaitable[Any]], company: str | None = None
) -> Any:
    """Run an action in its own transaction, as the house, in the company of that code or in the first."""
    found = await database.read(
        "SELECT id FROM masterdata.company WHERE $1::text IS NULL OR code = $1 ORDER BY id LIMIT 1", company
    )
    if found is None:
        raise NotFound("company", company)
    asking = await service_asking(database, found, via="command")
    async with database.transaction(asking=asking, verb=verb) as tx:
        return await work(Act(tx=tx, asking=asking, verb=verb))


async def follow_installed(database: Database) -> None:
    """Let the built-in roles cover what is installed today."""
    await do(database, "keep_built_in_roles", keep_built_in_roles)


async def user_of(act: Act, login: str) -> UUID:
    """The person with that login."""
    found = await act.tx.value("SELECT id FROM access.app_user WHERE login = $1", login_key(login))
    if found is None:
        raise NotFound("user", login)
    return found


async def add_person(
    database: Database,
    login: str,
    roles: Sequence[str],
    company: str | None,
    password: str | None,
    *,
    name: str | None,
    email: str | None,
    language: str,
    service: bool,
    developer: bool,
) -> str | None:
    """Add somebody with roles; answers the password where one was drawn."""
    drawn = new_password() if password is None and not service else None
    chosen = None if service else password or drawn
    if chosen:
        refuse_weak(chosen, login=login_key(login))

    async def work(act: Act) -> None:
        person = Person(
            login=login,
            name=name or login,
            company=act.company,
            email=email,
            language=language,
            password_hash=await hash_password(chosen) if chosen else None,
            is_service=service,
            is_developer=developer,
        )
        user = await insert_user(act, person)
        for code in roles:
            role = await role_by_code(act.tx, code)
            only = act.company if company else None
            await give_role(act=act, user=user, role=role, company=only, accept_conflicts=True)

    await do(database, "add_user", work, company)
    return drawn


async def set_password(database: Database, login: str, password: str | None) -> str | None:
    """Give somebody a password; answers it where it was drawn. Sessions end."""
    drawn = new_password() if password is None else None
    chosen = password or drawn or ""
    refuse_weak(chosen, login=login_key(login))

    async def work(act: Act) -> None:
        user = await user_of(act, login)
        if (await locked_user(act, user))["is_service"]:
            raise ServiceAccount()
        await act.tx.run(
            "UPDATE access.app_user SET password_hash = $2, password_is_initial = false WHERE id = $1",
            user,
            await hash_password(chosen),
        )
        await end_sessions(act, [user])

    await do(database, "reset_password", work)
    return drawn


async def make_token(
    database: Database, login: str, name: str, scopes: list[str] | None, company: str | None, days: int
) -> str:
    """Make a token; answers its secret."""

    async def work(act: Act) -> str:
        user = await user_of(act, login)
        home = await act.tx.value("SELECT home_company FROM access.app_user WHERE id = $1", user)
        made = await create_token(
            act=act,
            name=name,
            user=user,
            company=act.company if company else home,
            scopes=scopes,
            days=days,
        )
        return str(made.shown["secret"])

    return str(await do(database, "create_token", work, company))


async def people(database: Database) -> list[tuple[str, ...]]:
    """Everybody who is not the house itself."""
    return [tuple(row) for row in await database.rows(PEOPLE)]


async def tokens(database: Database) -> list[tuple[str, ...]]:
    """Every token that still opens something."""
    return [tuple(row) for row in await database.rows(TOKENS)]
