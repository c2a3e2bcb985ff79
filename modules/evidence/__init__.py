"""Evidence: the papers behind the books. Other modules import only these names."""

from modules.evidence.actions.keep_evidence import keep_evidence
from modules.evidence.actions.link_evidence import link_evidence
from modules.evidence.states import EvidenceChannel, EvidenceDirection, EvidenceKind, EvidenceState

__all__ = [
    "EvidenceChannel",
    "EvidenceDirection",
    "EvidenceKind",
    "EvidenceState",
    "keep_evidence",
    "link_evidence",
]
