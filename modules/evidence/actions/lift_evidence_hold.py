"""Lift a hold: nobody needs the paper past its time any more; its retention counts again."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from modules.evidence import tables
from modules.evidence.keeping import held


class HoldLifted(Refused):
    """The hold was lifted before."""


async def lift_evidence_hold(*, act: Act, hold: UUID, reason: str) -> UUID:
    """Lift one hold for a reason; another one on the same paper stays. Answers the evidence."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    evidence: UUID | None = await act.tx.value(
        "SELECT evidence FROM evidence.evidence_hold WHERE id = $1 AND company = $2 AND lifts IS NULL",
        hold,
        act.company,
    )
    if evidence is None:
        raise NotFound("EvidenceHold", hold, field="hold")
    await held(act, evidence)
    with taken_means(HoldLifted(field="hold")):
        await act.tx.insert(
            tables.EvidenceHold,
            [
                {
                    "id": new_id(),
                    "company": act.company,
                    "evidence": evidence,
                    "reason": reason.strip(),
                    "lifts": hold,
                    "decided_by": act.actor,
                    "decided_at": act.at,
                }
            ],
        )
    return evidence
