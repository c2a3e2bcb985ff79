"""Keep evidence: a file that somebody brought is kept as it came, to be found by day, amount and partner."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.files import Stored, keep_as
from erp.kernel.money import Money
from modules.evidence.keeping import READ, Came, described, require_new, write_evidence, write_link
from modules.evidence.states import EvidenceChannel, EvidenceDirection, EvidenceKind


async def keep_evidence(
    *,
    act: Act,
    file: Stored,
    kind: EvidenceKind,
    transacted_on: date,
    amount: Money | None = None,
    currency: str | None = None,
    party: UUID | None = None,
    party_name: str | None = None,
    document_number: str | None = None,
    direction: EvidenceDirection = EvidenceDirection.RECEIVED,
    channel: EvidenceChannel = EvidenceChannel.UPLOAD,
    received_on: date | None = None,
    note: str | None = None,
    document: UUID | None = None,
) -> UUID:
    """Keep a file with the day and the amount (tax included) of its transaction and the partner's name.

    With `document` it is tied to that document at once. Refuses `EVIDENCE_THERE` for a file that is kept
    already, a day of receipt that is yet to come, and evidence without a partner.
    """
    received = received_on or act.today
    if received > act.today:
        raise BadInput("receivedOn", "IN_THE_FUTURE")
    words = await described(
        act,
        kind=kind,
        transacted_on=transacted_on,
        amount=amount,
        currency=currency,
        party=party,
        party_name=party_name,
        document_number=document_number,
        note=note,
    )
    await require_new(act, file.sha256)
    kept = await keep_as(act, file, permission=READ)
    came = Came(direction, channel, received, act.actor, f"file:{kept}")
    evidence = await write_evidence(act, kept, words, came)
    if document is not None:
        await write_link(act, evidence, document)
    return evidence
