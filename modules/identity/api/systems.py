"""Systems, what they can give, the rules, and the doors of whoever reads and works in them."""

from datetime import date, datetime
from typing import Any

from erp.access.api import User
from erp.api import ID, children, computed, computed_children, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.masterdata.api import Department
from modules.identity import tables
from modules.identity.actions.add_entitlement import add_entitlement
from modules.identity.actions.change_system import change_system
from modules.identity.actions.end_access_rule import end_access_rule
from modules.identity.actions.register_system import register_system
from modules.identity.actions.set_access_rule import set_access_rule
from modules.identity.actions.set_licence_terms import set_licence_terms
from modules.identity.states import Applies, EntitlementKind

LAST_BELIEVED = """(SELECT max(i.started_at) FROM identity.inventory i
    WHERE i.system = {t}.id AND i.state = 'BELIEVED')"""
PRESENT = "(SELECT count(*) FROM identity.account a WHERE a.system = {t}.id AND a.gone_at IS NULL"
HOLDERS = """(SELECT count(*) FROM identity.account_entitlement x JOIN identity.account a ON a.id = x.account
    WHERE x.entitlement = {t}.id AND a.gone_at IS NULL)"""
UNUSED = """(SELECT count(*) FROM identity.account_entitlement x JOIN identity.account a ON a.id = x.account
    JOIN identity.system s ON s.id = a.system
    WHERE x.entitlement = {t}.id AND a.gone_at IS NULL
      AND coalesce(a.last_used_at, a.first_seen_at)
          < :today::timestamptz - make_interval(days => s.unused_after_days))"""


@node(tables.System)
class IdentitySystem:
    """A system with accounts of people."""

    id: ID
    code: str
    name: str
    connection: ID | None
    adapter: str
    is_built_in: bool
    is_active: bool
    by_hand: bool
    can_groups: bool
    can_licences: bool
    can_sessions: bool
    can_rename: bool
    can_delete: bool
    can_hand_over: bool
    can_last_used: bool
    owner: User | None = link("owner")
    user_name_pattern: str
    email_pattern: str
    days_before: int
    delete_after_days: int | None
    suspends_on_leave: bool
    applies: Applies
    brake_share: str = computed("trim_scale({t}.brake_share * 100)::text")
    brake_count: int
    quiet_s: int
    escalate_after_min: int
    inventory_every_min: int
    unused_after_days: int
    their_fields: Any
    read_at: datetime | None = computed(LAST_BELIEVED)
    accounts: int = computed(PRESENT + ")")
    active_accounts: int = computed(PRESENT + " AND a.standing = 'ACTIVE')")
    unknown_accounts: int = computed(PRESENT + " AND a.person IS NULL AND a.service_owner IS NULL)")
    open_work: int = computed(
        "(SELECT count(*) FROM identity.wish w WHERE w.system = {t}.id AND w.state <> 'DONE')"
    )
    entitlements: list["Entitlement"] = children("system", by="name", expected=15)
    rules: list["AccessRule"] = children("system", by="name", expected=10)


@node(tables.Entitlement, part_of=IdentitySystem)
class Entitlement:
    """A group or a licence of a system."""

    id: ID
    system: IdentitySystem = link("system")
    kind: EntitlementKind
    external_id: str
    name: str
    note: str | None
    is_sensitive: bool
    monthly_price: Money | None
    seats: int | None
    gone_at: datetime | None
    holders: int = computed(HOLDERS)
    unused: int = computed(UNUSED)
    monthly_cost: Money | None = computed(
        f"(coalesce({{t}}.seats::numeric, {HOLDERS}::numeric) * {{t}}.monthly_price)"
    )
    unused_cost: Money | None = computed(f"({UNUSED}::numeric * {{t}}.monthly_price)")


@node(tables.AccessRule, part_of=IdentitySystem)
class AccessRule:
    """Who is meant gets an account in the system and what the rule grants."""

    id: ID
    system: IdentitySystem = link("system")
    name: str
    department: Department | None = link("department")
    includes_below: bool
    position: str | None
    rank_from: int | None
    employment_type: str | None
    place: str | None
    project: str | None
    valid_from: date
    valid_to: date | None
    reason: str
    set_by: User = link("set_by")
    set_at: datetime
    grants: list[Entitlement] = computed_children(
        "EXISTS (SELECT FROM identity.rule_grant g WHERE g.rule = {t}.id AND g.entitlement = {c}.id)",
        by="name",
        expected=3,
    )


@node(tables.System, part_of=IdentitySystem)
class IdentityInventoryDue:
    """A system that has to be read now."""

    id: ID
    connection: ID | None
    code: str


@node(tables.System, part_of=IdentitySystem)
class IdentityWorkDue:
    """A system in which something is to be done now."""

    id: ID
    connection: ID | None
    code: str


WORK_DUE = """{t}.connection IS NOT NULL AND EXISTS (
    SELECT FROM identity.wish w WHERE w.system = {t}.id
      AND (w.state IN ('PENDING', 'WAITING') AND w.next_at <= now()
           OR w.leased_until IS NOT NULL AND w.leased_until <= now() AND w.state IN ('LEASED', 'DONE')
           OR w.state = 'DONE' AND w.want <> 'ACTIVE' AND w.next_at <= now()))"""
DUE = """{t}.is_active AND {t}.connection IS NOT NULL AND NOT {t}.by_hand AND NOT EXISTS (
    SELECT FROM identity.inventory i WHERE i.system = {t}.id
      AND i.started_at > now() - make_interval(mins =>
          CASE WHEN i.state IN ('BELIEVED', 'DOUBTED') THEN {t}.inventory_every_min ELSE 10 END))"""

QUERY = [
    one(IdentitySystem),
    many(
        IdentitySystem,
        filters=("is_active", "is_built_in", "by_hand"),
        search=("code", "name"),
        sorts=("code", "name"),
        default_sort="code",
    ),
    one(Entitlement),
    many(
        Entitlement,
        filters=("system", "kind", "is_sensitive"),
        search=("name", "external_id"),
        sorts=("name",),
        default_sort="name",
    ),
    one(AccessRule),
    many(
        AccessRule,
        filters=("system", "department", "valid_from"),
        search=("name", "reason"),
        sorts=("name", "valid_from"),
        default_sort="name",
    ),
    many(IdentityInventoryDue, name="identity_inventories_due", where=DUE),
    many(IdentityWorkDue, name="identity_work_due", where=WORK_DUE),
]
MUTATION = [
    mutation(register_system, IdentitySystem),
    mutation(change_system, IdentitySystem),
    mutation(set_access_rule, AccessRule),
    mutation(end_access_rule, AccessRule),
    mutation(add_entitlement, Entitlement),
    mutation(set_licence_terms, Entitlement),
]
