"""Decline an exception."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.granting import held_request, step
from modules.identity.refusals import ReasonNeeded


async def decline_access(*, act: Act, request: UUID, reason: str) -> UUID:
    """Say no, and why. Refuses one that is decided."""
    row = await held_request(act, request)
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    by = {"decided_by": act.actor, "decided_at": act.at, "decision_note": reason.strip()}
    await step(act, row, "decline_access", **by)
    return request
