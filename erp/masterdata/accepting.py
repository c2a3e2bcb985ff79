"""What becomes of duplicate candidates: the person is shown them, and his decision is kept."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.queries.duplicates import REFUSED_FROM
from erp.masterdata.refusals import DuplicateCandidates, ReasonRequired
from erp.masterdata.states import MasterKind
from erp.masterdata.tables import DuplicateDecision

_CERTAIN = 100


def decide(found: list[dict[str, Any]], accepted: bool, reason: str | None) -> list[dict[str, Any]]:
    """Refuse when a candidate is too alike and nobody has accepted it; answer those that were accepted.

    The same corporate number or bar code is hardly ever two records: accepting that needs a reason in words.
    """
    alike = [one for one in found if one["score"] >= REFUSED_FROM]
    if alike and not accepted:
        raise DuplicateCandidates(alike[:10])
    if any(one["score"] >= _CERTAIN for one in alike) and not (reason or "").strip():
        raise ReasonRequired(field="reason")
    return alike


async def keep_decision(
    act: Act, kind: MasterKind, subject: UUID, alike: list[dict[str, Any]], reason: str | None
) -> None:
    """Write down who said that these are different, and why."""
    await act.tx.insert(
        DuplicateDecision,
        [
            {
                "id": new_id(),
                "kind": kind,
                "subject": subject,
                "candidate": UUID(one["id"]),
                "score": one["score"],
                "signal": ", ".join(one["reasons"]),
                "reason": (reason or "").strip() or "-",
                "decided_by": act.actor,
                "decided_at": act.at,
            }
            for one in alike
        ],
    )
