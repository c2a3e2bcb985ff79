"""The tables of identity: systems and rules, people, what is really there, orders, plans and reviews."""

from modules.identity.tables import accounts, people, plans, reviews, systems, wishes
from modules.identity.tables.accounts import (
    Account,
    AccountEntitlement,
    Inventory,
    InventoryPage,
    MatchCandidate,
)
from modules.identity.tables.people import (
    AccessRequest,
    Arrangement,
    HeldName,
    Holder,
    HolderPost,
    SourceReading,
)
from modules.identity.tables.plans import IdentityPlan, PlanItem
from modules.identity.tables.reviews import AccessReview, ReviewItem
from modules.identity.tables.systems import AccessRule, Entitlement, RuleGrant, System, WorkDesk
from modules.identity.tables.wishes import Attempt, Escalation, Wish, WishVersion

TABLES = (
    *systems.TABLES,
    *people.TABLES,
    *accounts.TABLES,
    *wishes.TABLES,
    *plans.TABLES,
    *reviews.TABLES,
)

__all__ = [
    "TABLES",
    "AccessRequest",
    "AccessReview",
    "AccessRule",
    "Account",
    "AccountEntitlement",
    "Arrangement",
    "Attempt",
    "Entitlement",
    "Escalation",
    "HeldName",
    "Holder",
    "HolderPost",
    "IdentityPlan",
    "Inventory",
    "InventoryPage",
    "MatchCandidate",
    "PlanItem",
    "ReviewItem",
    "RuleGrant",
    "SourceReading",
    "System",
    "Wish",
    "WishVersion",
    "WorkDesk",
]
