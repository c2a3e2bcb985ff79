"""Coming in through a provider of single sign-on: a person is sent there and comes back vouched for.

What was asked travels in a sealed cookie of that browser, so nobody can finish what another browser began
and nothing is kept of those who never come back. The first time, the provider's subject is linked to the
person whose employee number, login or address it vouches for; afterwards only the subject counts, so that an
address which goes to somebody else opens nothing. Nobody is made here: who is not known, or has left, stays
outside.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.access import throttle
from erp.access.openid import NotVouched, Provider, ProviderRefused, vouched, where_to
from erp.access.rules.credentials import address_key, fingerprint, login_key, new_secret
from erp.access.rules.vouching import verified_value
from erp.access.sign_in import END, SignedIn, SignInRefused, asking_of, plain
from erp.kernel import clock, secrets
from erp.kernel.database import Database, Transaction
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.settings import load

SEALED_FOR = "access.single_sign_on"
MINUTES_THERE = 10
BACK = "/sign-in/back"

OFFERED = "SELECT code, name FROM access.identity_provider WHERE is_active ORDER BY name, code"
PROVIDER = """
    SELECT id, code, issuer, client_id, client_secret, scopes, claim, link_by
    FROM access.identity_provider WHERE is_active AND (id = $1 OR code = $2)
"""
LINKED = """
    SELECT l.holder FROM access.sign_in_link l
    WHERE l.provider = $1 AND l.subject = $2 AND l.ended_at IS NULL
"""
# An address that two people share vouches for neither; two rows are enough to see it.
MATCHING = {
    "PERSON_KEY": "SELECT id FROM access.app_user WHERE person_key = $1 AND NOT is_service LIMIT 2",
    "LOGIN": "SELECT id FROM access.app_user WHERE login = $1 AND NOT is_service LIMIT 2",
    "EMAIL": "SELECT id FROM access.app_user WHERE lower(email) = $1 AND NOT is_service LIMIT 2",
}
PERSON = """
    SELECT u.id, u.name, u.language, u.is_active AND NOT u.is_service AS may,
           c.id AS company, c.currency, c.timezone
    FROM access.app_user u
    LEFT JOIN LATERAL (
        SELECT c.id, c.currency, c.timezone FROM masterdata.company c
        WHERE c.is_active AND (c.id = u.home_company OR EXISTS (
            SELECT FROM access.role_grant g
            WHERE g.holder = u.id AND (g.in_company IS NULL OR g.in_company = c.id)))
        ORDER BY c.id = u.home_company DESC, c.code LIMIT 1) c ON true
    WHERE u.id = $1
"""
# The provider's row is held as well: whoever switches it off just now ends this session too.
OPEN = """
    WITH provider AS (SELECT id FROM access.identity_provider WHERE id = $5 AND is_active FOR SHARE),
         person AS (SELECT id FROM access.app_user WHERE id = $2 AND is_active FOR SHARE)
    INSERT INTO access.session (id, token_hash, holder, in_company, created_at, last_seen_at, expires_at,
                                user_agent, address, provider)
    SELECT $1, $3, person.id, $4, now(), now(), now() + $6::interval, $7, $8, provider.id
    FROM person, provider
"""


class UnknownPerson(Refused):
    """The provider vouches for somebody who is not known here."""


class LinkTaken(Refused):
    """The person is linked with another account at this provider."""


class TooLate(Refused):
    """Coming back took too long, or another browser began."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where to send the browser, and what it brings back."""

    address: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Return:
    """What the browser brought back from the provider."""

    sealed: str
    query: Mapping[str, str]
    address: str | None = None
    user_agent: str | None = None
    old_cookie: str | None = None


async def providers_offered(database: Database) -> list[dict[str, str]]:
    """What stands on the page to sign in."""
    return [dict(each) for each in await database.rows(OFFERED)]


async def leave_for(database: Database, code: str, onward: str) -> Leaving:
    """Send a browser to the provider; refuses one that is not in use."""
    row = await _provider(database, code=code)
    asked = {name: new_secret() for name in ("state", "nonce", "verifier")}
    address = await asyncio.to_thread(where_to, _spoken_to(row), back=_back(), **asked)
    until = int(clock.now().timestamp()) + MINUTES_THERE * 60
    kept = json.dumps({**asked, "provider": str(row["id"]), "onward": onward, "until": until})
    return Leaving(address, secrets.encrypt(kept, place=SEALED_FOR))


async def come_back(database: Database, given: Return) -> tuple[SignedIn, str]:
    """Let the person in whom the provider vouches for; answers the session, and where to go on."""
    kept = _unsealed(given)
    tries = ["address:" + address_key(given.address)]
    await throttle.count_try(database, tries)
    row = await _provider(database, id=UUID(kept["provider"]))
    if "code" not in given.query:
        raise ProviderRefused(reason=given.query.get("error", "")[:60])
    claims = await asyncio.to_thread(
        vouched,
        _spoken_to(row),
        back=_back(),
        code=given.query["code"],
        nonce=kept["nonce"],
        verifier=kept["verifier"],
        claim=row["claim"],
    )
    signed = await _let_in(database, row, claims, given)
    await throttle.take_back(database, tries)
    return signed, kept["onward"]


async def _let_in(database: Database, row: Any, claims: Mapping[str, Any], given: Return) -> SignedIn:
    holder = await database.read(LINKED, row["id"], claims["sub"])
    value = verified_value(claims, row["claim"])
    known = holder or await _match(database, row, value)
    person = (await database.rows(PERSON, known))[0]
    if not person["may"] or person["company"] is None:
        raise SignInRefused()
    cookie = new_secret()
    async with database.transaction(asking=asking_of(person), verb="sign_in_with_provider") as tx:
        if given.old_cookie:
            await tx.run(END, fingerprint(given.old_cookie))
        if holder is None:
            await _link(tx, row["id"], known, claims["sub"], str(value))
        opened = await tx.run(
            OPEN,
            new_id(),
            known,
            fingerprint(cookie),
            person["company"],
            row["id"],
            timedelta(hours=load().session_hours),
            plain(given.user_agent),
            given.address,
        )
        if not opened:
            raise SignInRefused()
    return SignedIn(cookie, known, person["language"])


async def _match(database: Database, row: Any, value: str | None) -> UUID:
    """The one person it vouches for."""
    if value is None:
        raise NotVouched(reason=row["claim"])
    key = value.strip() if row["link_by"] == "PERSON_KEY" else login_key(value)
    found = await database.rows(MATCHING[row["link_by"]], key)
    if len(found) != 1:
        raise UnknownPerson(given=value[:100])
    return found[0]["id"]


async def _link(tx: Transaction, provider: UUID, holder: UUID, subject: str, value: str) -> None:
    made = await tx.run(
        """INSERT INTO access.sign_in_link (id, provider, holder, subject, vouched, linked_at)
           VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING""",
        new_id(),
        provider,
        holder,
        subject,
        value[:200],
    )
    # A second click of the same person has made it already; anything else is somebody else's account.
    if not made and await tx.value(LINKED, provider, subject) != holder:
        raise LinkTaken()


async def _provider(database: Database, *, id: UUID | None = None, code: str = "") -> Any:
    found = await database.rows(PROVIDER, id, code)
    if not found:
        raise NotFound("identity_provider", code or id)
    return found[0]


def _spoken_to(row: Any) -> Provider:
    secret = row["client_secret"]
    place = f"access.identity_provider.client_secret:{row['id']}"
    plain_secret = secrets.decrypt(secret, place=place) if secret else None
    return Provider(row["id"], row["issuer"], row["client_id"], plain_secret, row["scopes"])


def _unsealed(given: Return) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(secrets.decrypt(given.sealed, place=SEALED_FOR))
    except (Refused, ValueError):
        raise TooLate() from None
    if kept["until"] < clock.now().timestamp() or kept["state"] != given.query.get("state"):
        raise TooLate()
    return kept


def _back() -> str:
    return load().address + BACK
