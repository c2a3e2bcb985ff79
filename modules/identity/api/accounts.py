"""What is really there: readings of systems, accounts, and whose they are."""

from datetime import datetime

from erp.access.api import User
from erp.api import ID, computed, computed_children, link, many, mutation, node, one
from modules.identity import tables
from modules.identity.actions.accept_match import accept_match
from modules.identity.actions.believe_inventory import believe_inventory
from modules.identity.actions.finish_inventory import finish_inventory
from modules.identity.actions.match_account import match_account
from modules.identity.actions.name_service_account import name_service_account
from modules.identity.actions.record_inventory_page import record_inventory_page
from modules.identity.actions.refuse_match import refuse_match
from modules.identity.actions.release_account import release_account
from modules.identity.actions.start_inventory import start_inventory
from modules.identity.actions.stop_account import stop_account
from modules.identity.api.systems import Entitlement, IdentitySystem
from modules.identity.states import AccountStanding, Belonging, InventoryState, MatchedBy, MatchState


def holder(column: str, where: str = "{t}.person") -> str:
    """Something of the person whose key stands there."""
    return (
        f"(SELECT h.{column} FROM identity.holder h WHERE h.person = {where} AND h.company = {{t}}.company)"
    )


BELONGING = f"""(CASE WHEN {{t}}.service_owner IS NOT NULL THEN 'SERVICE' WHEN {{t}}.person IS NULL
    THEN 'UNKNOWN'
    WHEN {holder("state")} = 'LEFT' THEN 'LEAVER' ELSE 'PERSON' END)"""


@node(tables.Inventory)
class IdentityInventory:
    """One reading of a whole system."""

    id: ID
    system: IdentitySystem = link("system")
    state: InventoryState
    started_at: datetime
    finished_at: datetime | None
    accounts: int
    before: int
    reason: str | None
    believed_by: User | None = link("believed_by")


@node(tables.Account)
class IdentityAccount:
    """An account in a system, and whose it is."""

    id: ID
    system: IdentitySystem = link("system")
    external_id: str
    key: str | None
    user_name: str
    email: str
    family_name: str
    given_name: str
    display_name: str
    department: str
    title: str
    standing: AccountStanding
    last_used_at: datetime | None
    is_administrator: bool
    belonging: Belonging = computed(BELONGING)
    person: ID | None
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    matched_by: MatchedBy | None
    service_owner: User | None = link("service_owner")
    service_purpose: str | None
    first_seen_at: datetime
    seen_at: datetime
    gone_at: datetime | None
    is_present: bool = computed("({t}.gone_at IS NULL)")
    entitlements: list[Entitlement] = computed_children(
        "EXISTS (SELECT FROM identity.account_entitlement x"
        " WHERE x.account = {t}.id AND x.entitlement = {c}.id)",
        by="name",
        expected=5,
    )


@node(tables.MatchCandidate)
class MatchCandidate:
    """An account that may be somebody's, for a person to decide."""

    id: ID
    system: IdentitySystem = link("system")
    account: IdentityAccount = link("account")
    person: ID
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    person_kana: str | None = computed(
        "(SELECT h.family_kana || ' ' || h.given_kana FROM identity.holder h WHERE h.person = {t}.person"
        " AND h.company = {t}.company)"
    )
    person_department: str | None = computed(holder("department_name"))
    matched_by: MatchedBy
    state: MatchState
    found_at: datetime
    decided_by: User | None = link("decided_by")
    decided_at: datetime | None
    note: str | None


QUERY = [
    one(IdentityInventory),
    many(
        IdentityInventory,
        filters=("system", "state", "started_at"),
        sorts=("started_at",),
        default_sort="-started_at",
    ),
    one(IdentityAccount),
    many(
        IdentityAccount,
        filters=(
            "system",
            "standing",
            "belonging",
            "is_present",
            "is_administrator",
            "person",
            "external_id",
        ),
        search=("user_name", "email", "display_name", "key"),
        sorts=("user_name", "last_used_at", "first_seen_at"),
        default_sort="user_name",
    ),
    many(
        MatchCandidate,
        filters=("system", "state", "matched_by"),
        search=("account.user_name", "account.display_name"),
        sorts=("found_at",),
        default_sort="-found_at",
    ),
]
MUTATION = [
    mutation(start_inventory, IdentityInventory),
    mutation(record_inventory_page, IdentityInventory),
    mutation(finish_inventory, IdentityInventory),
    mutation(believe_inventory, IdentityInventory),
    mutation(accept_match, MatchCandidate),
    mutation(refuse_match, MatchCandidate),
    mutation(match_account, IdentityAccount),
    mutation(release_account, IdentityAccount),
    mutation(name_service_account, IdentityAccount),
    mutation(stop_account, IdentityAccount),
]
