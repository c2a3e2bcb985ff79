"""Hold evidence: a suit, an audit or an inspection needs it, so it is kept even after its time."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from modules.evidence import tables
from modules.evidence.keeping import held
from modules.evidence.states import EvidenceState


class EvidenceGone(Refused):
    """What was destroyed cannot be kept."""

    def __init__(self, number: str) -> None:
        super().__init__(field="evidence", number=number)


async def hold_evidence(*, act: Act, evidence: UUID, reason: str) -> UUID:
    """Keep a paper past its time until somebody lifts that; who held it and why stays for good.

    Several may hold the same paper, each for a reason of their own. Refuses one that was destroyed.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await held(act, evidence)
    if row["state"] == EvidenceState.DESTROYED.value:
        raise EvidenceGone(row["number"])
    await act.tx.insert(
        tables.EvidenceHold,
        [
            {
                "id": new_id(),
                "company": act.company,
                "evidence": evidence,
                "reason": reason.strip(),
                "lifts": None,
                "decided_by": act.actor,
                "decided_at": act.at,
            }
        ],
    )
    return evidence
