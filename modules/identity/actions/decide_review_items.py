"""Decide on rights in a review: keep or remove, with a reason."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, WrongState
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import OwnReview, ReasonNeeded
from modules.identity.reviewing import held_review
from modules.identity.states import ReviewDecision, ReviewState

OWN = """
    SELECT count(*) FROM identity.review_item i JOIN identity.holder h ON h.company = i.company
        AND h.person = i.person WHERE i.id = ANY($1::uuid[]) AND h."user" = $2
"""


async def decide_review_items(
    *, act: Act, review: UUID, items: list[UUID], decision: ReviewDecision, reason: str | None = None
) -> UUID:
    """Say the same of all these lines; it can be said anew until the review is signed off.

    Refuses lines that another is asked about, one's own rights, and removing without a reason.
    """
    head = await held_review(act, review)
    if head["state"] != ReviewState.OPEN.value:
        raise WrongState("decide_review_items", head["state"])
    said = (reason or "").strip() or None
    if decision is ReviewDecision.REMOVE and said is None:
        raise ReasonNeeded(field="reason")
    rows = await lock_rows(act, tables.ReviewItem, items)
    if not rows or len(rows) != len(set(items)):
        raise NotFound("review_item", field="items")
    if await act.tx.value(OWN, items, act.actor):
        raise OwnReview(field="items")
    for row in rows:
        if row["access_review"] != review or row["reviewer"] != act.actor:
            raise NotFound("review_item", row["id"], field="items")
    told: dict[str, Any] = {"decision": decision.value, "decision_reason": said}
    told |= {"decided_by": act.actor, "decided_at": act.at}
    await act.tx.update(tables.ReviewItem, [{"id": row["id"]} | told for row in rows])
    return review
