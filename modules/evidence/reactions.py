"""What evidence does about files of others: each that belongs to a document becomes evidence for it."""

from decimal import Decimal

from erp.kernel.asking import Act
from erp.kernel.filing import DocumentFiled
from erp.kernel.outbox import when
from modules.evidence.keeping import STANDING, Came, described, write_evidence, write_link


@when(DocumentFiled)
async def keep_filed_document(*, act: Act, event: DocumentFiled) -> None:
    """Take the file over as it lies, tied to its document; one that is evidence already is only tied."""
    origin = f"file:{event.file}"
    evidence = await act.tx.value(
        "SELECT id FROM evidence.evidence WHERE company = $1 AND origin = $2", act.company, origin
    )
    if evidence is None:
        words = await described(
            act,
            kind=event.paper,
            transacted_on=event.on,
            amount=None if event.amount is None else Decimal(event.amount),
            currency=event.currency,
            party=event.party,
            party_name=event.party_name,
            document_number=event.document_number,
            note=None,
        )
        came = Came(event.direction, event.channel, act.today, event.by, origin)
        evidence = await write_evidence(act, event.file, words, came)
    if await act.tx.value(STANDING, evidence, event.document) is None:
        await write_link(act, evidence, event.document)
