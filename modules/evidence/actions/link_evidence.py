"""Link evidence: say which document or entry a paper supports."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.evidence.keeping import held, write_link


async def link_evidence(*, act: Act, evidence: UUID, document: UUID) -> UUID:
    """Tie an evidence to a document of any kind; refuses `ALREADY_LINKED`. Many to many."""
    row = await held(act, evidence)
    await write_link(act, evidence, document)
    return UUID(str(row["id"]))
