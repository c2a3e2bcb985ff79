"""Verify evidence: have the trail of changes and every content compared with what they were."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.evidence import tables
from modules.evidence.states import WorkState


async def verify_evidence(*, act: Act) -> UUID:
    """Ask for a check in the background; one that is under way already is the answer."""
    there = await act.tx.value(
        """SELECT id FROM evidence.integrity_check
           WHERE company = $1 AND state IN ('WAITING', 'RUNNING') ORDER BY requested_at LIMIT 1""",
        act.company,
    )
    if there is not None:
        return UUID(str(there))
    check = new_id()
    row = {"id": check, "company": act.company, "state": WorkState.WAITING.value}
    row |= {"requested_by": act.actor, "requested_at": act.at}
    await act.tx.insert(tables.IntegrityCheck, [row])
    return check
