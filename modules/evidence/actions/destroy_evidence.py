"""Destroy evidence: after its time the content goes; its row, its hash and the reason stay."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.files import tell_removed
from modules.evidence import tables
from modules.evidence.keeping import held
from modules.evidence.states import EVIDENCE, EvidenceState

STANDING = """
    SELECT h.reason AS because FROM evidence.evidence_hold h
    WHERE h.evidence = $1 AND h.lifts IS NULL
      AND NOT EXISTS (SELECT FROM evidence.evidence_hold u WHERE u.lifts = h.id) ORDER BY h.id LIMIT 1
"""


class RetentionRuns(Refused):
    """The law wants it kept for longer."""

    def __init__(self, number: str, until: date | None) -> None:
        super().__init__(field="evidence", number=number, until=until)


class EvidenceHeld(Refused):
    """Somebody needs it past its time; that is lifted first."""

    def __init__(self, number: str, reason: str) -> None:
        super().__init__(field="evidence", number=number, reason=reason)


class KeptByYourself(Refused):
    """Who kept a paper does not destroy it; that takes a second person."""


async def destroy_evidence(*, act: Act, evidence: UUID, reason: str) -> UUID:
    """Let the content of a paper be removed for a reason; refuses while its time or a hold runs."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await held(act, evidence)
    state = EVIDENCE.after("destroy_evidence", EvidenceState(row["state"]))
    until = await act.tx.value(
        "SELECT evidence.kept_until($1, $2, $3)", row["kind"], act.company, row["transacted_on"]
    )
    if until is None or until >= act.today:
        raise RetentionRuns(row["number"], until)
    hold = await act.tx.row(STANDING, evidence)
    if hold is not None:
        raise EvidenceHeld(row["number"], hold["because"])
    if row["received_by"] == act.actor:
        raise KeptByYourself(field="evidence")
    await act.tx.update(
        tables.Evidence,
        [
            {
                "id": evidence,
                "state": state.value,
                "destroyed_by": act.actor,
                "destroyed_at": act.at,
                "destroy_reason": reason.strip(),
            }
        ],
    )
    await tell_removed(act, row["file"], reason.strip())
    return evidence
