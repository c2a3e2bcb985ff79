"""Users, roles, tokens and sessions as people and programs see them. No secret can be asked for: a password
or a token is in the answer of the verb that drew it, once, and nowhere else.

People and roles are common to all companies; who works only in some of them sees what belongs to those.
"""

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from erp.access import tables
from erp.access.actions.add_user import add_user
from erp.access.actions.change_password import change_password
from erp.access.actions.change_user import change_user
from erp.access.actions.create_token import create_token
from erp.access.actions.define_role import define_role
from erp.access.actions.disable_user import disable_user
from erp.access.actions.enable_user import enable_user
from erp.access.actions.end_session import end_session
from erp.access.actions.give_role import give_role
from erp.access.actions.reset_password import reset_password
from erp.access.actions.review_duty_use import review_duty_use
from erp.access.actions.revoke_token import revoke_token
from erp.access.actions.set_sod_rule import set_sod_rule
from erp.access.actions.take_role import take_role
from erp.access.tables import ReviewOutcome, SodMode
from erp.api import ID, children, computed, computed_link, link, many, mutation, node, once, one, report, row
from erp.kernel.asking import Asking
from erp.kernel.database import Database

if TYPE_CHECKING:
    # Declared by master data, which stands beside this part and not below it; the schema finds it by name.
    Company = Any

# What belongs to a company is seen by those who have a role there; what is for all companies, by everybody.
SAME_COMPANY = """({t}.in_company IS NULL OR EXISTS (
    SELECT FROM access.role_grant own WHERE own.holder = :actor
    AND (own.in_company IS NULL OR own.in_company = {t}.in_company)))"""
KNOWN_PEOPLE = """({t}.id = :actor OR EXISTS (
    SELECT FROM access.role_grant own WHERE own.holder = :actor
    AND (own.in_company IS NULL OR own.in_company = {t}.home_company OR EXISTS (
        SELECT FROM access.role_grant other WHERE other.holder = {t}.id
        AND (other.in_company IS NULL OR other.in_company = own.in_company)))))"""


@node(tables.User, rows=KNOWN_PEOPLE)
class User:
    """A person who signs in, or a service account that only programs use."""

    id: ID
    login: str
    name: str
    email: str | None
    language: str
    is_active: bool
    is_service: bool
    is_developer: bool
    person_key: str | None
    is_break_glass: bool
    created_at: datetime
    home_company: "Company" = link("home_company")
    last_signed_in_at: datetime | None = computed(
        "(SELECT max(s.created_at) FROM access.session s WHERE s.holder = {t}.id)",
        permission="access.read_session",
    )
    grants: list["RoleGrant"] = children("holder", by="granted_at", expected=3)
    tokens: list["ApiToken"] = children("holder", by="created_at", expected=3)
    sessions: list["Session"] = children("holder", by="created_at", expected=3)
    password: str | None = once()


@node(tables.Role)
class Role:
    """A set of permissions with a name."""

    id: ID
    code: str
    name_ja: str
    name_en: str
    is_built_in: bool
    permissions: list[str] = computed(
        "ARRAY(SELECT p.permission FROM access.role_permission p WHERE p.role = {t}.id ORDER BY 1)"
    )
    holders: int = computed(
        """(SELECT count(DISTINCT g.holder) FROM access.role_grant g JOIN access.app_user u ON u.id = g.holder
            WHERE g.role = {t}.id AND u.is_active)"""
    )


@node(tables.RoleGrant, rows=SAME_COMPANY)
class RoleGrant:
    """A role given to somebody, in one company or (without one) in all."""

    id: ID
    user: User = link("holder")
    role: Role = link("role")
    company: "Company | None" = link("in_company")
    granted_by: User = link("granted_by")
    granted_at: datetime


@node(tables.Session, rows=SAME_COMPANY)
class Session:
    """Somebody signed in on one device."""

    id: ID
    user: User = link("holder")
    company: "Company" = link("in_company")
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    user_agent: str | None
    address: str | None
    is_live: bool = computed("({t}.ended_at IS NULL AND {t}.expires_at > now())")


@node(tables.ApiToken, rows=SAME_COMPANY)
class ApiToken:
    """A key for a program: what its holder may do, less what its scopes leave out."""

    id: ID
    name: str
    prefix: str
    user: User = link("holder")
    company: "Company" = link("in_company")
    scopes: list[Any] | None
    created_by: User = link("created_by")
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None = computed(
        "(SELECT n.last_used_at FROM access.token_use n WHERE n.token = {t}.id)"
    )
    is_live: bool = computed("({t}.revoked_at IS NULL AND {t}.expires_at > now())")
    secret: str | None = once()


@node(tables.SodRule)
class SodRule:
    """Two permissions that one person should not hold together in one company."""

    id: ID
    code: str
    permission_a: str
    permission_b: str
    mode: SodMode
    reason: str


@node(tables.DutyUse, rows="{t}.company = :company")
class DutyUse:
    """One person did both sides of a duty, and what somebody else said of it."""

    id: ID
    rule: SodRule = link("rule")
    person: User = link("person")
    document_kind: str
    document: ID
    reason: str | None
    used_on: date
    used_at: datetime
    review: "DutyReview | None" = computed_link("{c}.duty_use = {t}.id")
    is_reviewed: bool = computed("EXISTS (SELECT FROM access.duty_review v WHERE v.duty_use = {t}.id)")
    may_review: bool = computed(
        """({t}.person <> :actor
            AND NOT EXISTS (SELECT FROM access.duty_review v WHERE v.duty_use = {t}.id))"""
    )


@node(tables.DutyReview, part_of=DutyUse)
class DutyReview:
    """What somebody else said of it."""

    id: ID
    outcome: ReviewOutcome
    note: str | None
    reviewed_by: User = link("reviewed_by")
    reviewed_at: datetime


@row
class DutyConflict:
    """Somebody who holds both sides of a rule in this company, by whatever roles."""

    user: User = link("user_id")
    rule: SodRule = link("rule_id")


@row
class Me:
    """Who is asking: the person or account, the company, the permissions, and where else one may work."""

    id: ID
    login: str
    name: str
    email: str | None
    language: str
    is_developer: bool
    company: "Company" = link("company")
    today: date
    via: str
    permissions: list[str]
    companies: list[Any]
    sessions: list[Any]


DUTY_CONFLICTS = """
    WITH held AS (
        SELECT DISTINCT g.holder, p.permission
        FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
        JOIN access.app_user u ON u.id = g.holder AND u.is_active
        WHERE g.in_company IS NULL OR g.in_company = :company)
    SELECT a.holder AS user_id, r.id AS rule_id
    FROM access.sod_rule r
    JOIN held a ON a.permission = r.permission_a
    JOIN held b ON b.permission = r.permission_b AND b.holder = a.holder
    WHERE r.mode <> 'OFF' ORDER BY r.code, a.holder
"""
MYSELF = """
    SELECT u.id, u.login, u.name, u.email, u.language, (
        SELECT coalesce(
            json_agg(json_build_object('id', c.id, 'code', c.code, 'name', c.name) ORDER BY c.code), '[]')
        FROM masterdata.company c WHERE c.is_active AND EXISTS (
            SELECT FROM access.role_grant g
            WHERE g.holder = u.id AND (g.in_company IS NULL OR g.in_company = c.id)))::text AS companies, (
        SELECT coalesce(json_agg(json_build_object(
            'id', s.id, 'createdAt', s.created_at, 'lastSeenAt', s.last_seen_at, 'userAgent', s.user_agent,
            'address', s.address, 'isHere', s.id = $2) ORDER BY s.created_at DESC), '[]')
        FROM access.session s
        WHERE s.holder = u.id AND s.ended_at IS NULL AND s.expires_at > now())::text AS sessions
    FROM access.app_user u WHERE u.id = $1
"""


async def me(asking: Asking, database: Database) -> list[dict[str, Any]]:
    """What is known of who asks; permissions are those of this very request, a token's scopes applied."""
    found = await database.rows(MYSELF, asking.actor, asking.session, company=asking.company)
    own = {
        "company": asking.company,
        "today": asking.today,
        "via": asking.via,
        "is_developer": asking.is_developer,
        "permissions": sorted(asking.permissions),
    }
    parts = ("companies", "sessions")
    return [dict(each) | own | {part: json.loads(each[part]) for part in parts} for each in found]


QUERY = [
    one(User),
    many(
        User,
        filters=("is_active", "is_service"),
        search=("login", "name", "email"),
        sorts=("login", "name", "created_at"),
        default_sort="login",
        where="{t}.login NOT LIKE 'service@%'",
    ),
    one(Role),
    many(Role, search=("code", "name_ja", "name_en"), sorts=("code",), default_sort="code"),
    one(ApiToken),
    many(
        ApiToken,
        filters=("user",),
        search=("name", "prefix"),
        sorts=("name", "created_at", "expires_at"),
        default_sort="-created_at",
    ),
    many(Session, filters=("user",), sorts=("created_at", "last_seen_at"), default_sort="-created_at"),
    many(SodRule, sorts=("code",), default_sort="code"),
    many(
        DutyUse,
        filters=("is_reviewed", "person", "rule", "used_on"),
        sorts=("used_at",),
        default_sort="-used_at",
    ),
    report("duty_conflicts", DutyConflict, permission="access.read_sod_rule", sql=DUTY_CONFLICTS),
    report("me", Me, permission="access.read_me", run=me, single=True, expected=1),
]

MUTATION = [
    mutation(add_user, User),
    mutation(change_user, User),
    mutation(disable_user, User),
    mutation(enable_user, User),
    mutation(change_password, User),
    mutation(reset_password, User),
    mutation(define_role, Role),
    mutation(give_role, User),
    mutation(take_role, User),
    mutation(create_token, ApiToken),
    mutation(revoke_token, ApiToken),
    mutation(end_session, User),
    mutation(set_sod_rule, SodRule),
    mutation(review_duty_use, DutyUse),
]
