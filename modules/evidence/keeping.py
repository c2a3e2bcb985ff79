"""Writing evidence: the one path for what people bring and for what other parts of the house tell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.digits import TooManyDecimals
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name, lock_rows
from erp.kernel.money import UnknownCurrency, quantize
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.evidence import tables
from modules.evidence.states import EvidenceChannel, EvidenceDirection, EvidenceKind, EvidenceState

READ = "evidence.read_evidence"
LONGEST_NAME = 200


class EvidenceThere(Refused):
    """The very same file is kept already."""

    def __init__(self, number: str) -> None:
        super().__init__(field="file", number=number)


class AlreadyLinked(Refused):
    """This evidence supports that document already."""

    def __init__(self, number: str) -> None:
        super().__init__(field="document", number=number)


@dataclass(frozen=True)
class Described:
    """What people say about a paper: these are the words by which it is found."""

    kind: EvidenceKind
    transacted_on: date
    amount: Decimal | None
    currency: str | None
    party: UUID | None
    party_name: str
    document_number: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Came:
    """How a paper came in, which nobody changes afterwards."""

    direction: EvidenceDirection
    channel: EvidenceChannel
    received_on: date
    received_by: UUID
    origin: str


async def described(
    act: Act,
    *,
    kind: EvidenceKind,
    transacted_on: date,
    amount: Decimal | None,
    currency: str | None,
    party: UUID | None,
    party_name: str | None,
    document_number: str | None,
    note: str | None,
) -> Described:
    """The description, sound: an amount its currency can have, and a partner, known here or by name only."""
    currency = (currency or act.currency) if amount is not None else None
    if amount is not None and currency is not None:
        if amount < 0:
            raise BadInput("amount", "NEGATIVE")
        try:
            amount = quantize(amount, currency)
        except UnknownCurrency as error:
            raise BadInput("currency", error.reason, given=currency) from None
        except TooManyDecimals as error:
            raise BadInput("amount", error.reason, given=amount, currency=currency) from None
    name = (party_name or "").strip()
    if party is not None:
        found = await act.tx.value("SELECT name FROM masterdata.party WHERE id = $1", party)
        if found is None:
            raise NotFound("Party", party, field="party")
        name = name or found
    if not name:
        raise BadInput("party", "REQUIRED")
    if len(name) > LONGEST_NAME:
        raise BadInput("partyName", "TOO_LONG", limit=LONGEST_NAME)
    return Described(
        kind, transacted_on, amount, currency, party, name, _worded(document_number), _worded(note)
    )


def _worded(text: str | None) -> str | None:
    return text.strip() or None if text else None


async def write_evidence(
    act: Act,
    file: UUID,
    words: Described,
    came: Came,
    *,
    supersedes: UUID | None = None,
    reason: str | None = None,
) -> UUID:
    """A stored file becomes evidence; answers its id."""
    evidence = new_id()
    number = await next_number(act, "evidence", act.today)
    await act.tx.insert(
        tables.Evidence,
        [
            {
                "id": evidence,
                "company": act.company,
                "number": number,
                "state": EvidenceState.KEPT.value,
                "kind": words.kind.value,
                "direction": came.direction.value,
                "channel": came.channel.value,
                "file": file,
                "transacted_on": words.transacted_on,
                "amount": words.amount,
                "currency": words.currency,
                "party": words.party,
                "party_name": words.party_name,
                "document_number": words.document_number,
                "note": words.note,
                "received_on": came.received_on,
                "received_by": came.received_by,
                "recorded_at": act.at,
                "origin": came.origin,
                "supersedes": supersedes,
                "supersede_reason": reason,
            }
        ],
    )
    await register(act, evidence, number, words)
    return evidence


async def register(act: Act, evidence: UUID, number: str, words: Described) -> None:
    """Its line in the register of documents, brought up to date after a correction."""
    await register_document(
        act,
        kind="evidence",
        id=evidence,
        number=number,
        on=words.transacted_on,
        title=words.party_name,
        party=words.party,
        amount=words.amount,
        currency=words.currency,
        search=" ".join(each for each in (words.document_number, words.note) if each),
    )


async def held(act: Act, evidence: UUID) -> dict[str, Any]:
    """The evidence, ours until the end of the transaction."""
    there = await act.tx.value(
        "SELECT id FROM evidence.evidence WHERE id = $1 AND company = $2", evidence, act.company
    )
    if there is None:
        raise NotFound("Evidence", evidence, field="evidence")
    (row,) = await lock_rows(act, tables.Evidence, [evidence])
    return dict(row)


async def require_new(act: Act, sha256: str) -> None:
    """Refuse a file that is kept already, under whatever name."""
    await lock_name(act, "evidence", act.company, sha256)
    number = await act.tx.value(
        """SELECT e.number FROM evidence.evidence e JOIN kernel.stored_file f ON f.id = e.file
           WHERE f.sha256 = $1 AND e.company = $2 AND e.state = 'KEPT' ORDER BY e.id LIMIT 1""",
        sha256,
        act.company,
    )
    if number is not None:
        raise EvidenceThere(number)


STANDING = """
    SELECT l.id FROM evidence.evidence_link l
    WHERE l.evidence = $1 AND l.document = $2 AND l.undoes IS NULL
      AND NOT EXISTS (SELECT FROM evidence.evidence_link u WHERE u.undoes = l.id)
"""


async def write_link(act: Act, evidence: UUID, document: UUID, reason: str | None = None) -> UUID:
    """Tie the two together; refuses a document that is none of this company's and a link that stands."""
    await lock_name(act, "evidence_link", evidence)
    number = await act.tx.value(
        "SELECT number FROM kernel.document WHERE id = $1 AND company = $2 AND kind <> 'evidence'",
        document,
        act.company,
    )
    if number is None:
        raise NotFound("Document", document, field="document")
    if await act.tx.value(STANDING, evidence, document) is not None:
        raise AlreadyLinked(number)
    link = new_id()
    row: dict[str, Any] = {"id": link, "company": act.company, "evidence": evidence, "document": document}
    row |= {"undoes": None, "reason": _worded(reason), "linked_by": act.actor, "linked_at": act.at}
    await act.tx.insert(tables.EvidenceLink, [row])
    return link
