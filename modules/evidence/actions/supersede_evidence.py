"""Supersede evidence: the right file takes the place of a wrong one, which stays and can still be fetched."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.files import Stored, keep_as
from modules.evidence import tables
from modules.evidence.keeping import READ, Came, Described, held, require_new, write_evidence, write_link
from modules.evidence.states import EVIDENCE, EvidenceChannel, EvidenceDirection, EvidenceKind, EvidenceState

LINKED = """
    SELECT l.document FROM evidence.evidence_link l
    WHERE l.evidence = $1 AND l.undoes IS NULL
      AND NOT EXISTS (SELECT FROM evidence.evidence_link u WHERE u.undoes = l.id) ORDER BY l.id
"""


async def supersede_evidence(*, act: Act, evidence: UUID, file: Stored, reason: str) -> UUID:
    """Keep another file in place of this one, with its words and its links; answers the new evidence.

    Refuses `EVIDENCE_THERE` for a file that is kept already, an empty reason, and evidence that was
    superseded or destroyed before.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await held(act, evidence)
    state = EVIDENCE.after("supersede_evidence", EvidenceState(row["state"]))
    await require_new(act, file.sha256)
    kept = await keep_as(act, file, permission=READ)
    words = Described(
        EvidenceKind(row["kind"]),
        row["transacted_on"],
        row["amount"],
        row["currency"],
        row["party"],
        row["party_name"],
        row["document_number"],
        row["note"],
    )
    came = Came(
        EvidenceDirection(row["direction"]),
        EvidenceChannel(row["channel"]),
        row["received_on"],
        act.actor,
        f"file:{kept}",
    )
    await act.tx.update(tables.Evidence, [{"id": evidence, "state": state.value}])
    better = await write_evidence(act, kept, words, came, supersedes=evidence, reason=reason.strip())
    for link in await act.tx.rows(LINKED, evidence):
        await write_link(act, better, link["document"], reason)
    return better
