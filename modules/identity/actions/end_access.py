"""End an exception before its day."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.identity.following import follow
from modules.identity.granting import held_request, step


async def end_access(*, act: Act, request: UUID, reason: str | None = None) -> UUID:
    """It counts no more from this moment, and what follows is ordered. Refuses one that does not count."""
    row = await held_request(act, request)
    note = (reason or "").strip() or row["decision_note"]
    await step(act, row, "end_access", ended_on=act.today, decision_note=note)
    await follow(act, [row["person"]])
    return request
