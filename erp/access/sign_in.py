"""Coming in and leaving: a password becomes a session, a session moves to another company, a session ends.

Whoever may not come in gets one answer, after the same work: an unknown login, a wrong password, a disabled
person and a service account cannot be told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.access import throttle
from erp.access.passwords import hash_password, is_outdated, is_password
from erp.access.rules.credentials import fingerprint, is_login, login_key, new_secret, weakness
from erp.kernel import clock
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.outbox import Event, record
from erp.settings import load

# The company somebody works in first: the one set for the person, else the first one there is a grant for.
PERSON = """
    SELECT u.id, u.name, u.language, u.password_hash, u.password_is_initial, u.is_break_glass,
           u.is_active AND NOT u.is_service AS may,
           EXISTS (SELECT FROM access.identity_provider p WHERE p.is_active AND (
               p.password_rule = 'REFUSED' OR p.password_rule = 'REFUSED_WHEN_LINKED' AND EXISTS (
                   SELECT FROM access.sign_in_link l
                   WHERE l.provider = p.id AND l.holder = u.id AND l.ended_at IS NULL))) AS has_other_door,
           c.id AS company, c.currency, c.timezone
    FROM access.app_user u
    LEFT JOIN LATERAL (
        SELECT c.id, c.currency, c.timezone FROM masterdata.company c
        WHERE c.is_active AND (c.id = u.home_company OR EXISTS (
            SELECT FROM access.role_grant g
            WHERE g.holder = u.id AND (g.in_company IS NULL OR g.in_company = c.id)))
        ORDER BY c.id = u.home_company DESC, c.code LIMIT 1) c ON true
    WHERE u.login = $1
"""
# FOR SHARE waits for whoever disables the person or changes the password just now, and then sees it.
OPEN = """
    WITH person AS (
        SELECT id FROM access.app_user
        WHERE id = $2 AND is_active AND password_hash = $3 FOR SHARE)
    INSERT INTO access.session (id, token_hash, holder, in_company, created_at, last_seen_at, expires_at,
                                user_agent, address)
    SELECT $1, $4, person.id, $5, now(), now(), now() + $6::interval, $7, $8 FROM person
"""
END = "UPDATE access.session SET ended_at = now() WHERE token_hash = $1 AND ended_at IS NULL"
COMPANIES = """
    SELECT c.id, c.code, c.name FROM masterdata.company c
    WHERE c.is_active AND EXISTS (
        SELECT FROM access.role_grant g WHERE g.holder = $1 AND (g.in_company IS NULL OR g.in_company = c.id))
    ORDER BY c.code
"""
MOVE = """
    UPDATE access.session s SET in_company = c.id FROM masterdata.company c
    WHERE s.id = $1 AND s.ended_at IS NULL AND c.id = $2 AND c.is_active AND EXISTS (
        SELECT FROM access.role_grant g
        WHERE g.holder = s.holder AND (g.in_company IS NULL OR g.in_company = c.id))
"""


class SignInRefused(Refused):
    """Login and password do not go together, or the person may not come in; which of them is not said."""


class PasswordToChoose(Refused):
    """The password was set by somebody else; it opens the door only together with a new one."""


class UseSingleSignOn(Refused):
    """The password fits, and this person comes in through the provider."""


@dataclass(frozen=True, kw_only=True)
class BreakGlassUsed(Event):
    """Somebody came in by password past single sign-on."""

    session: UUID
    user: UUID
    address: str


class ForeignPage(Refused):
    """The form was not sent by a page of ours."""


class WeakPassword(Refused):
    """The new password is too easy to guess."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed, and from where."""

    login: str
    password: str
    address: str | None = None
    user_agent: str | None = None
    new_password: str | None = None
    # The cookie the browser had until now: that session ends, so that nobody can have planted it.
    old_cookie: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The cookie of a new session, and whose it is."""

    cookie: str
    user: UUID
    language: str


async def sign_in(database: Database, attempt: Attempt) -> SignedIn:
    """Let a person in, or refuse without saying why."""
    keys = throttle.keys_of(attempt.login, attempt.address or "")
    await throttle.count_try(database, keys)
    login = login_key(attempt.login)
    # What cannot be a login is nobody's; it never reaches the database, whatever bytes it is made of.
    found = await database.rows(PERSON, login if is_login(login) else "")
    person = found[0] if found else None
    kept = person["password_hash"] if person else None
    fits = await is_password(kept, attempt.password)
    if person is None or kept is None or not fits or not person["may"] or person["company"] is None:
        raise SignInRefused()
    # Said only to whom the password fits: nobody else learns how somebody comes in.
    if person["has_other_door"] and not person["is_break_glass"]:
        raise UseSingleSignOn()
    fresh = await _fresh_hash(attempt, kept, person["password_is_initial"])
    asking = asking_of(person)
    cookie, session = new_secret(), new_id()
    async with database.transaction(asking=asking, verb="sign_in") as tx:
        if attempt.old_cookie:
            await tx.run(END, fingerprint(attempt.old_cookie))
        opened = await tx.run(
            OPEN,
            session,
            person["id"],
            kept,
            fingerprint(cookie),
            person["company"],
            timedelta(hours=load().session_hours),
            plain(attempt.user_agent),
            attempt.address,
        )
        if not opened:
            raise SignInRefused()
        if fresh:
            await tx.run(
                "UPDATE access.app_user SET password_hash = $2, password_is_initial = false WHERE id = $1",
                person["id"],
                fresh,
            )
        if person["has_other_door"]:
            act = Act(tx=tx, asking=asking, verb="sign_in")
            used = BreakGlassUsed(session=session, user=person["id"], address=attempt.address or "")
            await record(act, used, subject=person["id"])
    await throttle.take_back(database, keys)
    return SignedIn(cookie, person["id"], person["language"])


async def _fresh_hash(attempt: Attempt, kept: str, is_initial: bool) -> str | None:
    """The hash to keep from now on, when the password has to change or its hash grew old."""
    if is_initial:
        if not attempt.new_password:
            raise PasswordToChoose()
        refuse_weak(attempt.new_password, login=login_key(attempt.login), old=attempt.password)
        return await hash_password(attempt.new_password)
    return await hash_password(attempt.password) if is_outdated(kept) else None


def refuse_weak(password: str, *, login: str, old: str | None = None) -> None:
    """Refuse a password that is short, well known, the login itself, or the old one again."""
    why = "SAME_AS_BEFORE" if password == old else weakness(password, login=login)
    if why is not None:
        raise WeakPassword(field="newPassword", reason=why)


async def sign_out(database: Database, cookie: str) -> None:
    """End the session of a cookie; one that is over already is no refusal."""
    await database.run(END, fingerprint(cookie))


async def switch_company(database: Database, asking: Asking, company: UUID) -> None:
    """Go on in another company, with the same session; only where the person has been given a role."""
    moved = asking.session and await database.read(MOVE + " RETURNING s.id", asking.session, company)
    if not moved:
        raise NotFound("company", company)


async def switch_language(database: Database, asking: Asking, language: str) -> None:
    """Read everything in another language from now on."""
    async with database.transaction(asking=asking, verb="switch_language") as tx:
        await tx.run("UPDATE access.app_user SET language = $2 WHERE id = $1", asking.actor, language)


async def companies_of(database: Database, user: UUID) -> list[dict[str, object]]:
    """The companies somebody may work in."""
    return [dict(row) for row in await database.rows(COMPANIES, user)]


def plain(text: str | None) -> str | None:
    """A header as it may be kept and shown: printable, and no longer than a line."""
    return None if text is None else "".join(each for each in text if each.isprintable())[:300]


def asking_of(person: Mapping[str, Any]) -> Asking:
    """Who asks while a session is being opened: nobody with any right yet."""
    return Asking(
        actor=person["id"],
        actor_name=person["name"],
        company=person["company"],
        currency=person["currency"],
        timezone=person["timezone"],
        language=person["language"],
        permissions=frozenset(),
        via="page",
        today=clock.today(person["timezone"]),
    )
