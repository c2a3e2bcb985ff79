"""Sign off a review: what is to be removed goes into a plan, the decisions stay as evidence."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from modules.identity import tables
from modules.identity.actions.stop_account import stop_account
from modules.identity.braking import brake
from modules.identity.planning import difference
from modules.identity.refusals import ReviewNotFinished
from modules.identity.reviewing import held_review
from modules.identity.states import ACCESS_REVIEW, AccessRequestState, RequestEffect, ReviewState

REMOVED = """
    SELECT i.*, a.service_owner FROM identity.review_item i JOIN identity.account a ON a.id = i.account
    WHERE i.access_review = $1 AND i.decision = 'REMOVE' ORDER BY i.line_no
"""
OPEN = "SELECT count(*) FROM identity.review_item WHERE access_review = $1 AND decision IS NULL"
ENDED = """
    UPDATE identity.access_request SET state = 'ENDED', ended_on = $4
    WHERE state = 'GRANTED' AND effect = 'GIVE' AND person = $1 AND system = $2
      AND ($3::uuid IS NULL OR entitlement = $3)
"""
SERVICE = "UPDATE identity.account SET service_owner = NULL, service_purpose = NULL WHERE id = $1"


async def sign_off_review(*, act: Act, review: UUID, note: str | None = None) -> UUID:
    """Close it with one's name; removals are withheld from the person and planned, not done behind his back.

    Refuses `REVIEW_NOT_FINISHED` while lines are open.
    """
    head = await held_review(act, review)
    state = ACCESS_REVIEW.after("sign_off_review", ReviewState(head["state"]))
    left = await act.tx.value(OPEN, review)
    if left:
        raise ReviewNotFinished(open=left)
    people: set[UUID] = set()
    for row in await act.tx.rows(REMOVED, review):
        if row["person"] is None:
            if row["service_owner"] is not None:
                await act.tx.run(SERVICE, row["account"])
            await stop_account(act=act, account=row["account"], reason=row["decision_reason"])
            continue
        people.add(row["person"])
        await _withhold(act, row)
    signed: dict[str, Any] = {"state": state.value, "signed_off_by": act.actor, "signed_off_at": act.at}
    signed["sign_off_note"] = (note or "").strip() or None
    await act.tx.update(tables.AccessReview, [{"id": review} | signed])
    plan = await difference(act, people=sorted(people)) if people else None
    if plan is not None:
        await brake(act, plan)
    return review


async def _withhold(act: Act, row: Any) -> None:
    await act.tx.run(ENDED, row["person"], row["system"], row["entitlement"], act.today)
    kept = {"id": new_id(), "company": act.company, "person": row["person"], "system": row["system"]}
    kept |= {"number": await next_number(act, "access_request", act.today), "entitlement": row["entitlement"]}
    kept |= {"state": AccessRequestState.GRANTED.value, "effect": RequestEffect.WITHHOLD.value}
    kept |= {"valid_from": act.today, "valid_to": None, "reason": row["decision_reason"]}
    kept |= {"requested_by": row["decided_by"], "requested_at": row["decided_at"], "decided_by": act.actor}
    await act.tx.insert(tables.AccessRequest, [kept | {"decided_at": act.at, "review_item": row["id"]}])
