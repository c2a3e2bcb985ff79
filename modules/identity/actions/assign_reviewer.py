"""Have another look at lines of a review."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, WrongState
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import OwnReview
from modules.identity.reviewing import held_review
from modules.identity.states import ReviewState

OWN = """
    SELECT count(*) FROM identity.review_item i JOIN identity.holder h ON h.company = i.company
        AND h.person = i.person WHERE i.id = ANY($1::uuid[]) AND h."user" = $2
"""
WORKS = "SELECT true FROM access.app_user WHERE id = $1 AND is_active AND NOT is_service"


async def assign_reviewer(*, act: Act, review: UUID, items: list[UUID], reviewer: UUID) -> UUID:
    """Ask somebody else about these lines. Refuses whoever would look at his own rights."""
    head = await held_review(act, review)
    if head["state"] != ReviewState.OPEN.value:
        raise WrongState("assign_reviewer", head["state"])
    if not await act.tx.value(WORKS, reviewer):
        raise NotFound("user", reviewer, field="reviewer")
    if await act.tx.value(OWN, items, reviewer):
        raise OwnReview(field="reviewer")
    rows = [row for row in await lock_rows(act, tables.ReviewItem, items) if row["access_review"] == review]
    if not rows or len(rows) != len(set(items)):
        raise NotFound("review_item", field="items")
    fresh = {"decision": None, "decision_reason": None, "decided_by": None, "decided_at": None}
    await act.tx.update(tables.ReviewItem, [{"id": row["id"], "reviewer": reviewer} | fresh for row in rows])
    return review
