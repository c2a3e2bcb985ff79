"""Correct evidence: what was said of a paper is put right, and what it was before stays readable."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.digits import wire
from erp.kernel.errors import BadInput, Refused, WrongState
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules.evidence import tables
from modules.evidence.keeping import Described, described, held, register
from modules.evidence.states import EvidenceField, EvidenceKind, EvidenceState


class NothingToCorrect(Refused):
    """All of it is what it was."""


async def correct_evidence(
    *,
    act: Act,
    evidence: UUID,
    reason: str,
    kind: EvidenceKind,
    transacted_on: date,
    amount: Money | None = None,
    currency: str | None = None,
    party: UUID | None = None,
    party_name: str | None = None,
    document_number: str | None = None,
    note: str | None = None,
) -> UUID:
    """Say anew what a paper is, whole; each value that differs is kept with the one before and the reason.

    Refuses `NOTHING_TO_CORRECT`, an empty reason, and evidence that was superseded or destroyed.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    row = await held(act, evidence)
    if row["state"] != EvidenceState.KEPT.value:
        raise WrongState("correct_evidence", row["state"])
    words = await described(
        act,
        kind=kind,
        transacted_on=transacted_on,
        amount=amount,
        currency=currency or row["currency"],
        party=party,
        party_name=party_name if party is None or party == row["party"] else None,
        document_number=document_number,
        note=note,
    )
    before, after = _shown(row), _shown(_columns(words))
    changed = [field for field in EvidenceField if before[field] != after[field]]
    if not changed:
        raise NothingToCorrect()
    told = {"company": act.company, "evidence": evidence, "reason": reason.strip()}
    told |= {"corrected_by": act.actor, "corrected_at": act.at}
    await act.tx.insert(
        tables.EvidenceCorrection,
        [
            {"id": new_id(), "field": field.value, "before": before[field], "after": after[field], **told}
            for field in changed
        ],
    )
    await act.tx.update(tables.Evidence, [{"id": evidence, **_columns(words)}])
    await register(act, evidence, row["number"], words)
    return evidence


def _columns(words: Described) -> dict[str, Any]:
    return {
        "kind": words.kind.value,
        "transacted_on": words.transacted_on,
        "amount": words.amount,
        "currency": words.currency,
        "party": words.party,
        "party_name": words.party_name,
        "document_number": words.document_number,
        "note": words.note,
    }


def _shown(row: Mapping[str, Any]) -> dict[EvidenceField, str | None]:
    """What people compare: a partner by name, an amount with its currency."""
    amount = None if row["amount"] is None else f"{wire(row['amount'])} {row['currency']}"
    return {
        EvidenceField.KIND: str(row["kind"]),
        EvidenceField.TRANSACTED_ON: row["transacted_on"].isoformat(),
        EvidenceField.AMOUNT: amount,
        EvidenceField.PARTY: row["party_name"],
        EvidenceField.DOCUMENT_NUMBER: row["document_number"],
        EvidenceField.NOTE: row["note"],
    }
