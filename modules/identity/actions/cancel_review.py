"""Cancel a review that was started by mistake."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity import tables
from modules.identity.refusals import ReasonNeeded
from modules.identity.reviewing import held_review
from modules.identity.states import ACCESS_REVIEW, ReviewState


async def cancel_review(*, act: Act, review: UUID, reason: str) -> UUID:
    """Nothing follows from it; what was decided stays readable. Refuses one that has ended."""
    head = await held_review(act, review)
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    state = ACCESS_REVIEW.after("cancel_review", ReviewState(head["state"]))
    change = {"state": state.value, "sign_off_note": reason.strip()}
    await act.tx.update(tables.AccessReview, [{"id": review} | change])
    return review
