"""Review a duty that one person did on both sides: somebody else looks at it and puts his name under it."""

from uuid import UUID

from erp.access import tables
from erp.access.guarding import SamePerson
from erp.access.tables import ReviewOutcome
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id


class AlreadyReviewed(Refused):
    """Somebody has put his name under this."""


async def review_duty_use(
    *, act: Act, duty_use: UUID, outcome: ReviewOutcome, note: str | None = None
) -> UUID:
    """Accept what was done, or object to it with a note. Nobody reviews what he did himself."""
    row = await act.tx.row("SELECT person, company FROM access.duty_use WHERE id = $1", duty_use)
    if row is None or row["company"] != act.company:
        raise NotFound("duty_use", duty_use)
    if row["person"] == act.actor:
        raise SamePerson(rule="review")
    said = (note or "").strip() or None
    if outcome is ReviewOutcome.OBJECTED and said is None:
        raise BadInput("note", "REQUIRED")
    if await act.tx.value("SELECT true FROM access.duty_review WHERE duty_use = $1", duty_use):
        raise AlreadyReviewed()
    review = {"id": new_id(), "company": act.company, "duty_use": duty_use, "outcome": outcome.value}
    by = {"note": said, "reviewed_by": act.actor, "reviewed_at": act.at}
    await act.tx.insert(tables.DutyReview, [review | by])
    return duty_use
