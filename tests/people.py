"""People for tests: made the way the installation makes its first ones, with a token instead of a
password.
"""

from datetime import date
from uuid import UUID

from erp.access.people import Person, insert_grant, insert_token, insert_user
from erp.access.queries import role_by_code
from erp.access.rules.credentials import fingerprint, new_token
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import Refused
from erp.kernel.seeding import FOUNDER

TODAY = date(2026, 4, 1)


def founder(company: UUID) -> Asking:
    """Whoever lays the foundation."""
    return Asking(
        actor=FOUNDER,
        actor_name="System",
        company=company,
        currency="JPY",
        timezone="Asia/Tokyo",
        language="ja",
        permissions=frozenset(),
        via="command",
        today=TODAY,
    )


async def a_person(database: Database, login: str, roles: list[str], company: UUID) -> str:
    """Somebody with these roles in the company; answers a token that may do all the person may."""
    asking = founder(company)
    async with database.transaction(asking=asking, verb="add_user") as tx:
        act = Act(tx=tx, asking=asking, verb="add_user")
        user = await tx.value("SELECT id FROM access.app_user WHERE login = $1", login)
        if user is None:
            user = await insert_user(act, Person(login=login, name=login.title(), company=company))
        for role in roles:
            known = await role_by_code(tx, role)
            if known is None:
                raise Refused(role=role)
            await insert_grant(act, user, known, company)
        _, secret = await insert_token(act, name="tests", holder=user, company=company, scopes=None, days=30)
    return secret


async def a_session(database: Database, login: str, company: UUID) -> str:
    """Somebody who is signed in on a browser; answers the cookie."""
    secret = new_token()
    await database.run(
        """INSERT INTO access.session
               (id, token_hash, holder, in_company, created_at, last_seen_at, expires_at)
           SELECT uuidv7(), $1, id, $2, now(), now(), now() + interval '1 hour'
           FROM access.app_user WHERE login = $3""",
        fingerprint(secret),
        company,
        login,
        company=company,
    )
    return secret
