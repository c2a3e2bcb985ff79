"""Who asks: one statement turns a cookie or a token into a person, a company and what that person may do
there.

It runs on every request, so it reads four rows by key and no list. What somebody may do is remembered in
the process together with a stamp; every change of a right draws a new stamp in its own transaction, and the
stamp is read by the same statement that reads the session. A remembered set is therefore used only while it
is exactly right: a role taken away counts from the next request on, in every process, without a message
between them.
"""

import json
from collections import OrderedDict
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from erp.access.rules.credentials import TOKEN_PREFIX, fingerprint
from erp.access.rules.permissions import EVERY_TOKEN, EVERYBODY, covered
from erp.kernel import clock
from erp.kernel.asking import Asking
from erp.kernel.database import Database
from erp.kernel.pool import WHOEVER
from erp.settings import load

BY_SESSION = """
    SELECT s.id AS session, u.id AS actor, u.name, u.language, u.is_developer, c.id AS company, c.currency,
           c.timezone, v.stamp, s.last_seen_at < now() - interval '1 minute' AS stale
    FROM access.session s
    JOIN access.app_user u ON u.id = s.holder
    JOIN masterdata.company c ON c.id = s.in_company
    CROSS JOIN access.rights_stamp v
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now()
      AND s.last_seen_at > now() - $2::interval AND u.is_active AND NOT u.is_service AND c.is_active
"""
BY_TOKEN = """
    SELECT t.id AS token, t.scopes::text AS scopes, u.id AS actor, u.name, u.language, u.is_developer,
           c.id AS company, c.currency, c.timezone, v.stamp,
           coalesce(n.last_used_at < now() - interval '1 minute', true) AS stale
    FROM access.api_token t
    JOIN access.app_user u ON u.id = t.holder
    JOIN masterdata.company c ON c.id = t.in_company
    CROSS JOIN access.rights_stamp v
    LEFT JOIN access.token_use n ON n.token = t.id
    WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > now() AND u.is_active AND c.is_active
"""
RIGHTS = """
    SELECT v.stamp,
           ARRAY(SELECT DISTINCT p.permission
                 FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
                 WHERE g.holder = $1 AND (g.in_company IS NULL OR g.in_company = $2)) AS permissions,
           EXISTS (SELECT FROM access.role_grant g JOIN access.role r ON r.id = g.role
                   WHERE g.holder = $1 AND (g.in_company IS NULL OR g.in_company = $2)
                     AND r.code = 'developer') AS is_developer
    FROM access.rights_stamp v
"""
SEEN = "UPDATE access.session SET last_seen_at = now() WHERE id = $1 AND ended_at IS NULL"
USED = """
    INSERT INTO access.token_use (id, token, last_used_at) VALUES (uuidv7(), $1, now())
    ON CONFLICT (token) DO UPDATE SET last_used_at = excluded.last_used_at
"""
SERVICE = """
    SELECT u.id AS actor, c.currency, c.timezone
    FROM masterdata.company c JOIN access.app_user u ON u.login = 'service@' || c.id
    WHERE c.id = $1
"""
FIRST_SERVICE = """
    INSERT INTO access.app_user (id, login, name, language, password_is_initial, is_active, is_service,
                                 is_developer, home_company, created_at)
    SELECT uuidv7(), 'service@' || c.id, 'System', 'ja', false, true, true, false, c.id, now()
    FROM masterdata.company c WHERE c.id = $1
    ON CONFLICT (login) DO NOTHING
"""
# A stamp never comes twice, in no database, so that sets remembered for several databases cannot be mixed up.
REMEMBERED = 10_000


class Rights(NamedTuple):
    """What somebody may do in one company, as of one stamp."""

    stamp: UUID
    permissions: frozenset[str]
    is_developer: bool


_remembered: OrderedDict[tuple[UUID, UUID, UUID | None], Rights] = OrderedDict()


async def asking_for_session(
    database: Database, cookie: str | None, *, watching: bool = False
) -> Asking | None:
    """The person behind a session cookie, unless it is over or the person or company no longer active.

    A page that only watches keeps no session alive.
    """
    if not cookie:
        return None
    idle = timedelta(minutes=load().session_idle_minutes)
    found = await database.rows(BY_SESSION, fingerprint(cookie), idle, company=WHOEVER)
    if not found:
        return None
    row = found[0]
    if row["stale"] and not watching:
        await database.run(SEEN, row["session"], company=WHOEVER)
    rights = await _rights(database, row, None, None)
    return _asking(row, rights, EVERYBODY, via="page", session=row["session"])


async def asking_for_token(database: Database, bearer: str | None) -> Asking | None:
    """The holder of an API token, with no more rights than the token's scopes leave."""
    if not bearer or not bearer.startswith(TOKEN_PREFIX):
        return None
    found = await database.rows(BY_TOKEN, fingerprint(bearer), company=WHOEVER)
    if not found:
        return None
    row = found[0]
    if row["stale"]:
        await database.run(USED, row["token"], company=WHOEVER)
    rights = await _rights(database, row, row["token"], row["scopes"])
    return _asking(row, rights, EVERY_TOKEN, via="api", token=row["token"])


async def service_asking(database: Database, company: UUID, via: str = "worker") -> Asking:
    """The house itself at work in a company: it may do everything, nobody can sign in as it."""
    from erp.api import permissions

    found = await database.rows(SERVICE, company)
    if not found:
        await database.run(FIRST_SERVICE, company)
        found = await database.rows(SERVICE, company)
    if not found:
        raise LookupError(f"there is no company {company}")
    row = found[0]
    return Asking(
        actor=row["actor"],
        actor_name="System",
        company=company,
        currency=row["currency"],
        timezone=row["timezone"],
        language="ja",
        permissions=frozenset(permissions()),
        via=via,
        today=clock.today(row["timezone"]),
    )


async def _rights(database: Database, row: Any, token: UUID | None, scopes: str | None) -> Rights:
    """From memory while the stamp is the same; else read together with the stamp they belong to."""
    key = (row["actor"], row["company"], token)
    known = _remembered.get(key)
    if known is not None and known.stamp == row["stamp"]:
        _remembered.move_to_end(key)
        return known
    read = (await database.rows(RIGHTS, row["actor"], row["company"], company=WHOEVER))[0]
    held = read["permissions"] if scopes is None else covered(_patterns(scopes), read["permissions"])
    rights = Rights(read["stamp"], frozenset(held), read["is_developer"])
    _remembered[key] = rights
    _remembered.move_to_end(key)
    if len(_remembered) > REMEMBERED:
        _remembered.popitem(last=False)
    return rights


def _patterns(scopes: str) -> list[str]:
    return [str(each) for each in json.loads(scopes) or []]


def _asking(
    row: Any,
    rights: Rights,
    besides: frozenset[str],
    *,
    via: str,
    session: UUID | None = None,
    token: UUID | None = None,
) -> Asking:
    return Asking(
        actor=row["actor"],
        actor_name=row["name"],
        company=row["company"],
        currency=row["currency"],
        timezone=row["timezone"],
        language=row["language"],
        permissions=rights.permissions | besides,
        via=via,
        today=clock.today(row["timezone"]),
        is_developer=row["is_developer"] or rights.is_developer,
        token=token,
        session=session,
    )
