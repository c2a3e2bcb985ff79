"""Who has an account in this house itself: read from the rows that open its door."""

from collections.abc import Sequence
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.systems import keep_built_in

_USERS = """
    u AS (
        SELECT u.id, u.login, coalesce(u.email, '') AS email, u.name, u.is_active, h.person, h.number,
            (SELECT max(x.last_seen_at) FROM access.session x WHERE x.holder = u.id) AS last_used_at,
            EXISTS (SELECT FROM access.role_grant g JOIN access.role r ON r.id = g.role
                WHERE g.holder = u.id AND r.code = 'administrator') AS is_administrator
        FROM access.app_user u LEFT JOIN identity.holder h ON h.company = $2 AND h."user" = u.id
        WHERE NOT u.is_service AND (u.home_company = $2 OR h.person IS NOT NULL)
          AND ($3::uuid[] IS NULL OR h.person = ANY($3)))
"""
ROLES = """
    INSERT INTO identity.entitlement AS e (company, system, kind, external_id, name, is_sensitive, seen_at)
    SELECT $2, $1, 'GROUP', r.code, r.name_ja, r.code = 'administrator', $3 FROM access.role r
    ON CONFLICT (system, kind, external_id) DO NOTHING
"""
ACCOUNTS = f"""
    WITH {_USERS}
    INSERT INTO identity.account AS a (company, system, external_id, key, user_name, email, family_name,
        given_name, display_name, department, title, standing, last_used_at, is_administrator, person,
        matched_by, first_seen_at, seen_at)
    SELECT $2, $1, u.id::text, u.number, u.login, u.email, '', '', u.name, '', '',
           CASE WHEN u.is_active THEN 'ACTIVE' ELSE 'SUSPENDED' END, u.last_used_at, u.is_administrator,
               u.person,
           CASE WHEN u.person IS NOT NULL THEN 'KEY' END, $4, $4
    FROM u
    ON CONFLICT (system, external_id) DO UPDATE SET standing = excluded.standing,
        user_name = excluded.user_name,
        email = excluded.email, last_used_at = excluded.last_used_at, seen_at = excluded.seen_at,
        is_administrator = excluded.is_administrator, person = coalesce(a.person, excluded.person),
        matched_by = coalesce(a.matched_by, excluded.matched_by)
    WHERE (a.standing, a.user_name, a.email, a.last_used_at, a.is_administrator) IS DISTINCT FROM
          (excluded.standing, excluded.user_name, excluded.email, excluded.last_used_at,
              excluded.is_administrator)
       OR a.person IS NULL AND excluded.person IS NOT NULL
"""
HELD = f"""
    WITH {_USERS}, mine AS (
        SELECT a.id, u.id AS holder FROM identity.account a JOIN u ON u.id::text = a.external_id WHERE
            a.system = $1),
    now_held AS (
        SELECT DISTINCT m.id AS account, e.id AS entitlement FROM mine m
        JOIN access.role_grant g ON g.holder = m.holder AND (g.in_company IS NULL OR g.in_company = $2)
        JOIN access.role r ON r.id = g.role
        JOIN identity.entitlement e ON e.system = $1 AND e.kind = 'GROUP' AND e.external_id = r.code),
    dropped AS (DELETE FROM identity.account_entitlement x USING mine m WHERE x.account = m.id AND NOT
        EXISTS (
        SELECT FROM now_held n WHERE n.account = x.account AND n.entitlement = x.entitlement))
    INSERT INTO identity.account_entitlement (company, account, entitlement)
    SELECT $2, account, entitlement FROM now_held ON CONFLICT DO NOTHING
"""


async def read_built_in(act: Act, people: Sequence[UUID] | None) -> None:
    """Take over who may sign in here (these people, or everybody), with what roles,
    and when he was last here."""
    system = await keep_built_in(act)
    chosen = sorted(set(people)) if people is not None else None
    if people is None:
        await act.tx.run(ROLES, system, act.company, act.at)
    await act.tx.run(ACCOUNTS, system, act.company, chosen, act.at)
    await act.tx.run(HELD, system, act.company, chosen)
