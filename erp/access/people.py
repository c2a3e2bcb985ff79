"""Making people, tokens and grants, for the actions, the seeds and the command line alike."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from erp.access import tables
from erp.access.rules.credentials import SHOWN, fingerprint, is_login, login_key, new_token
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id

LANGUAGES = ("ja", "en")
# The house works under this name; nobody may look like it.
RESERVED = "service@"
LONGEST_NAME = 200


class LoginTaken(Refused):
    """Somebody has this login already."""


class PersonKeyTaken(Refused):
    """Somebody is recognised by this employee number already."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be added.

    Without a password hash the account is for programs, or waits for its password.
    """

    login: str
    name: str
    company: UUID
    email: str | None = None
    language: str = "ja"
    password_hash: str | None = None
    password_is_initial: bool = False
    is_service: bool = False
    is_developer: bool = False


def checked_name(name: str) -> str:
    """A name has to be there and fit on a page."""
    name = name.strip()
    if not name:
        raise BadInput("name", "REQUIRED")
    if len(name) > LONGEST_NAME:
        raise BadInput("name", "TOO_LONG", limit=LONGEST_NAME)
    return name


def checked_language(language: str) -> str:
    """One of the languages the labels are written in."""
    if language not in LANGUAGES:
        raise BadInput("language", "NOT_ONE_OF", possible=list(LANGUAGES))
    return language


async def refuse_unknown_company(act: Act, company: UUID) -> None:
    """Refuse a company that is not there."""
    if not await act.tx.value("SELECT true FROM masterdata.company WHERE id = $1", company):
        raise NotFound("company", company, field="company")


async def insert_user(act: Act, person: Person) -> UUID:
    """Add somebody; the login is what everybody else will recognise the person by, so it comes once."""
    login = login_key(person.login)
    if not is_login(login) or login.startswith(RESERVED):
        raise BadInput("login", "NOT_A_LOGIN")
    await refuse_unknown_company(act, person.company)
    user = new_id()
    made = await act.tx.run(
        """INSERT INTO access.app_user (id, login, name, email, password_hash, password_is_initial, language,
               is_active, is_service, is_developer, home_company, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11) ON CONFLICT (login) DO NOTHING""",
        user,
        login,
        checked_name(person.name),
        (person.email or "").strip() or None,
        person.password_hash,
        person.password_is_initial,
        checked_language(person.language),
        person.is_service,
        person.is_developer,
        person.company,
        act.at,
    )
    if not made:
        raise LoginTaken(field="login", login=login)
    return user


async def set_person_key(act: Act, user: UUID, key: str | None) -> None:
    """Say by which employee number a provider's word is recognised; empty takes it away."""
    key = (key or "").strip() or None
    holder = key and await act.tx.value(
        "SELECT login FROM access.app_user WHERE person_key = $1 AND id <> $2", key, user
    )
    if holder:
        raise PersonKeyTaken(field="personKey", login=holder)
    await act.tx.run("UPDATE access.app_user SET person_key = $2 WHERE id = $1", user, key)


async def insert_grant(act: Act, user: UUID, role: UUID, company: UUID | None) -> None:
    """Give a role; giving it again changes nothing."""
    await act.tx.run(
        """INSERT INTO access.role_grant (id, holder, role, in_company, granted_by, granted_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""",
        new_id(),
        user,
        role,
        company,
        act.actor,
        act.at,
    )


async def insert_token(
    act: Act, *, name: str, holder: UUID, company: UUID, scopes: list[str] | None, days: int
) -> tuple[UUID, str]:
    """Make a token; the secret exists only in this answer."""
    secret = new_token()
    token = new_id()
    row = {
        "id": token,
        "name": checked_name(name),
        "prefix": secret[:SHOWN],
        "token_hash": fingerprint(secret),
        "holder": holder,
        "in_company": company,
        "scopes": scopes,
        "created_by": act.actor,
        "created_at": act.at,
        "expires_at": act.at + timedelta(days=days),
        "revoked_at": None,
    }
    await act.tx.insert(tables.ApiToken, [row])
    return token, secret
