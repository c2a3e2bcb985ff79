"""Plans: the difference, line by line with its reason, and what is done with it."""

from datetime import datetime
from typing import Any

from erp.access.api import User
from erp.api import ID, computed, link, many, mutation, node, one
from modules.identity import tables
from modules.identity.actions.apply_plan import apply_plan
from modules.identity.actions.discard_plan import discard_plan
from modules.identity.actions.make_plan import make_plan
from modules.identity.actions.release_plan import release_plan
from modules.identity.api.accounts import IdentityAccount, holder
from modules.identity.api.systems import IdentitySystem
from modules.identity.states import Cause, PlanState, Want


@node(tables.IdentityPlan)
class IdentityPlan:
    """What would have to be done, made at a moment."""

    id: ID
    number: str
    state: PlanState
    person: ID | None
    person_name: str | None = computed(holder("display_name"))
    system: IdentitySystem | None = link("system")
    made_by: User = link("made_by")
    made_at: datetime
    items: int
    stops: int
    open_items: int = computed(
        "(SELECT count(*) FROM identity.plan_item i WHERE i.identity_plan = {t}.id AND NOT i.applied)"
    )
    brake: str | None
    released_by: User | None = link("released_by")
    released_at: datetime | None
    release_reason: str | None
    ended_by: User | None = link("ended_by")
    ended_at: datetime | None


@node(tables.PlanItem, part_of=IdentityPlan)
class PlanItem:
    """One person's account in one system: the steps, and why."""

    id: ID
    identity_plan: IdentityPlan = link("identity_plan")
    system: IdentitySystem = link("system")
    person: ID | None
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    account: IdentityAccount | None = link("account")
    cause: Cause
    want: Want
    is_leaver: bool
    is_stop: bool
    steps: Any
    reasons: Any
    applied: bool


QUERY = [
    one(IdentityPlan),
    many(
        IdentityPlan,
        filters=("state", "system", "person", "made_at"),
        search=("number",),
        sorts=("made_at",),
        default_sort="-made_at",
    ),
    many(
        PlanItem,
        filters=("identity_plan", "system", "person", "cause", "want", "is_stop", "applied"),
        sorts=("id",),
        default_sort="id",
    ),
]
MUTATION = [
    mutation(make_plan, IdentityPlan),
    mutation(apply_plan, IdentityPlan),
    mutation(release_plan, IdentityPlan),
    mutation(discard_plan, IdentityPlan),
]
