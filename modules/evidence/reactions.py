"""What evidence does about files of others: each that belongs to a document becomes evidence for it."""

from decimal import Decimal
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.filing import DocumentFiled
from erp.kernel.outbox import when
from modules.evidence.keeping import STANDING, Came, Described, described, write_evidence, write_link

# The file itself, or one with the very same content that came another way.
THERE = """
    SELECT e.id FROM evidence.evidence e JOIN kernel.stored_file f ON f.id = e.file
    WHERE e.company = $1 AND (e.origin = $2 OR (e.state = 'KEPT'
          AND f.sha256 = (SELECT s.sha256 FROM kernel.stored_file s WHERE s.id = $3)))
    ORDER BY e.origin = $2 DESC, e.id LIMIT 1
"""
NAMELESS = "不明"


@when(DocumentFiled)
async def keep_filed_document(*, act: Act, event: DocumentFiled) -> None:
    """Take the file over as it lies, tied to its document; one that is evidence already is only tied."""
    origin = f"file:{event.file}"
    # The event and the job that looks for papers without evidence may come with the same file at once.
    await locking.lock_name(act, "evidence_filed", act.company)
    evidence: UUID | None = await act.tx.value(THERE, act.company, origin, event.file)
    if evidence is None:
        came = Came(event.direction, event.channel, act.today, event.by, origin)
        evidence = await write_evidence(act, event.file, await _words(act, event), came)
    if await act.tx.value(STANDING, evidence, event.document) is None:
        await write_link(act, evidence, event.document)


async def _words(act: Act, event: DocumentFiled) -> Described:
    """What the other part said; a figure nobody could enter is left out, the paper is kept anyway."""
    amount = None if event.amount is None else abs(Decimal(event.amount))
    try:
        return await _described(act, event, amount)
    except (BadInput, NotFound):
        return await _described(act, event, None)


async def _described(act: Act, event: DocumentFiled, amount: Decimal | None) -> Described:
    name = (event.party_name or "").strip()[:200]
    return await described(
        act,
        kind=event.paper,
        transacted_on=event.on,
        amount=amount,
        currency=event.currency,
        party=event.party,
        party_name=name or (None if event.party else NAMELESS),
        document_number=event.document_number,
        note=None,
    )
