"""Unlink evidence: a link that was made by mistake is answered by its reverse, and both stay."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from modules.evidence import tables
from modules.evidence.keeping import held


class LinkUndone(Refused):
    """A link is taken back once, and the taking back not at all."""


async def unlink_evidence(*, act: Act, link: UUID, reason: str) -> UUID:
    """Take back that an evidence supports a document, for a reason; answers the evidence."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await act.tx.row(
        "SELECT * FROM evidence.evidence_link WHERE id = $1 AND company = $2", link, act.company
    )
    if row is None:
        raise NotFound("EvidenceLink", link, field="link")
    await held(act, row["evidence"])
    undone = await act.tx.value("SELECT true FROM evidence.evidence_link WHERE undoes = $1", link)
    if row["undoes"] is not None or undone:
        raise LinkUndone(field="link")
    back = {"id": new_id(), "company": act.company, "evidence": row["evidence"], "document": row["document"]}
    back |= {"undoes": link, "reason": reason.strip(), "linked_by": act.actor, "linked_at": act.at}
    await act.tx.insert(tables.EvidenceLink, [back])
    return UUID(str(row["evidence"]))
