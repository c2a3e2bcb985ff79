"""Reviews of rights."""

from datetime import date, datetime
from typing import Any

from erp.access.api import User
from erp.api import ID, computed, link, many, mutation, node, one
from erp.masterdata.api import Department
from modules.identity import tables
from modules.identity.actions.assign_reviewer import assign_reviewer
from modules.identity.actions.cancel_review import cancel_review
from modules.identity.actions.decide_review_items import decide_review_items
from modules.identity.actions.sign_off_review import sign_off_review
from modules.identity.actions.start_review import start_review
from modules.identity.api.accounts import IdentityAccount, holder
from modules.identity.api.systems import Entitlement, IdentitySystem
from modules.identity.states import ReviewDecision, ReviewState


def counted(where: str) -> str:
    """How many lines of a review are so."""
    return f"(SELECT count(*) FROM identity.review_item i WHERE i.access_review = {{t}}.id AND {where})"


@node(tables.AccessReview)
class AccessReview:
    """The rights of a system or a department are looked through until a day."""

    id: ID
    number: str
    name: str
    state: ReviewState
    system: IdentitySystem | None = link("system")
    department: Department | None = link("department")
    due_on: date
    started_by: User = link("started_by")
    started_at: datetime
    items: int
    undecided: int = computed(counted("i.decision IS NULL"))
    mine: int = computed(counted("i.decision IS NULL AND i.reviewer = :actor"))
    kept: int = computed(counted("i.decision = 'KEEP'"))
    removed: int = computed(counted("i.decision = 'REMOVE'"))
    signed_off_by: User | None = link("signed_off_by")
    signed_off_at: datetime | None
    sign_off_note: str | None


@node(tables.ReviewItem, part_of=AccessReview)
class ReviewItem:
    """One right of one account."""

    id: ID
    line_no: int
    access_review: AccessReview = link("access_review")
    system: IdentitySystem = link("system")
    account: IdentityAccount = link("account")
    person: ID | None
    person_name: str | None = computed(holder("display_name"))
    person_number: str | None = computed(holder("number"))
    entitlement: Entitlement | None = link("entitlement")
    reasons: Any
    last_used_at: datetime | None
    reviewer: User = link("reviewer")
    is_mine: bool = computed("({t}.reviewer = :actor)")
    is_decided: bool = computed("({t}.decision IS NOT NULL)")
    decision: ReviewDecision | None
    decision_reason: str | None
    decided_by: User | None = link("decided_by")
    decided_at: datetime | None


QUERY = [
    one(AccessReview),
    many(
        AccessReview,
        filters=("state", "system", "department", "due_on"),
        search=("number", "name"),
        sorts=("number", "due_on"),
        default_sort="-number",
    ),
    many(
        ReviewItem,
        filters=("access_review", "reviewer", "decision", "is_mine", "is_decided", "system"),
        sorts=("line_no",),
        default_sort="line_no",
    ),
]
MUTATION = [
    mutation(start_review, AccessReview),
    mutation(decide_review_items, AccessReview),
    mutation(assign_reviewer, AccessReview),
    mutation(sign_off_review, AccessReview),
    mutation(cancel_review, AccessReview),
]
