"""Destroy evidence: after its time the content goes; its row, its hash and the reason stay."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.files import tell_removed
from modules.evidence import tables
from modules.evidence.keeping import held
from modules.evidence.states import EVIDENCE, EvidenceState


class RetentionRuns(Refused):
    """The law wants it kept for longer."""

    def __init__(self, number: str, until: date | None) -> None:
        super().__init__(field="evidence", number=number, until=until)


class KeptByYourself(Refused):
    """Who kept a paper does not destroy it; that takes a second person."""


async def destroy_evidence(*, act: Act, evidence: UUID, reason: str) -> UUID:
    """Let the content of a paper be removed for a reason; refuses `RETENTION_RUNS` and whoever kept it."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await held(act, evidence)
    state = EVIDENCE.after("destroy_evidence", EvidenceState(row["state"]))
    until = await act.tx.value(
        "SELECT evidence.kept_until($1, $2, $3)", row["kind"], act.company, row["transacted_on"]
    )
    if until is None or until >= act.today:
        raise RetentionRuns(row["number"], until)
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
