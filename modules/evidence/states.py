"""The lives of evidence, of bundles and of checks.

>>> EVIDENCE.after("supersede_evidence", EvidenceState.KEPT).value
'SUPERSEDED'
"""

from enum import StrEnum

from erp.kernel.papers import EvidenceChannel, EvidenceDirection, EvidenceKind
from erp.kernel.states import Lifecycle


class EvidenceState(StrEnum):
    """Kept; answered by a better version; or destroyed after its retention, with its row still there."""

    KEPT = "KEPT"
    SUPERSEDED = "SUPERSEDED"
    DESTROYED = "DESTROYED"


class EvidenceField(StrEnum):
    """What of an evidence may be corrected; the file never is."""

    KIND = "KIND"
    TRANSACTED_ON = "TRANSACTED_ON"
    AMOUNT = "AMOUNT"
    PARTY = "PARTY"
    DOCUMENT_NUMBER = "DOCUMENT_NUMBER"
    NOTE = "NOTE"


class WorkState(StrEnum):
    """Long work in the background: waiting, being done, done, or given up."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


class IndexEncoding(StrEnum):
    """How the list in a bundle is written."""

    UTF8 = "UTF8"
    CP932 = "CP932"


class Problem(StrEnum):
    """What can be wrong with a content."""

    MISSING = "MISSING"
    CHANGED = "CHANGED"


EVIDENCE: Lifecycle[EvidenceState] = Lifecycle(
    "evidence",
    {
        "supersede_evidence": ({EvidenceState.KEPT}, EvidenceState.SUPERSEDED),
        "destroy_evidence": ({EvidenceState.KEPT, EvidenceState.SUPERSEDED}, EvidenceState.DESTROYED),
    },
)

__all__ = [
    "EVIDENCE",
    "EvidenceChannel",
    "EvidenceDirection",
    "EvidenceField",
    "EvidenceKind",
    "EvidenceState",
    "IndexEncoding",
    "Problem",
    "WorkState",
]
