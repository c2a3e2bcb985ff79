"""A file belongs to a document: told once, by whoever received, made or sent it.

Telling is all a part has to do. Who keeps evidence hears of it and takes the very same file over: findable by
day, amount and partner, kept for as long as the law says, tied to the document.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.outbox import Event, record
from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind


@dataclass(frozen=True, kw_only=True)
class DocumentFiled(Event):
    """A file that belongs to a document was kept."""

    file: UUID
    document: UUID
    paper: EvidenceKind
    direction: EvidenceDirection
    channel: EvidenceChannel
    on: date
    by: UUID
    amount: Decimal | None = None
    currency: str | None = None
    party: UUID | None = None
    party_name: str | None = None
    document_number: str | None = None


async def file_document(
    act: Act,
    *,
    file: UUID,
    document: UUID,
    kind: EvidenceKind | str,
    direction: EvidenceDirection | str,
    channel: EvidenceChannel | str,
    on: date,
    amount: Decimal | None = None,
    currency: str | None = None,
    party: UUID | None = None,
    party_name: str | None = None,
    document_number: str | None = None,
) -> None:
    """Say that this stored file belongs to this document; `amount` includes tax, `on` is the day it is about.

    It is to name a party, or a name where there is no party. Told twice for one file, it counts once.
    """
    told = DocumentFiled(
        file=file,
        document=document,
        paper=EvidenceKind(kind),
        direction=EvidenceDirection(direction),
        channel=EvidenceChannel(channel),
        on=on,
        by=act.actor,
        amount=amount,
        currency=currency,
        party=party,
        party_name=party_name,
        document_number=document_number,
    )
    await record(act, told, subject=document)
