"""Record an absence: what waits for somebody goes to who stands in, or to another, by itself."""

from datetime import date
from uuid import UUID

from erp.approval import tables
from erp.approval.naming import require_person
from erp.approval.rerouting import reroute_all
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id


async def record_absence(
    *, act: Act, valid_from: date, valid_to: date, person: UUID | None = None, note: str | None = None
) -> UUID:
    """Say from when until when somebody (oneself, unless said otherwise) is away.

    For another person one must be allowed to appoint delegates.
    """
    if valid_to < valid_from:
        raise BadInput("validTo", "ENDS_TOO_EARLY")
    who = person or act.actor
    if who != act.actor:
        act.need("approval.appoint_delegate")
        await require_person(act, who, "person")
    absence = new_id()
    days = {"valid_from": valid_from, "valid_to": valid_to, "note": (note or "").strip() or None}
    made = {"made_by": act.actor, "made_at": act.at}
    row = {"id": absence, "company": act.company, "person": who} | days | made
    await act.tx.insert(tables.Absence, [row])
    await reroute_all(act)
    return absence
