"""Approval: who has to say yes before something is done. Other parts import only these names."""

from erp.approval.approvables import Approvable
from erp.approval.events import (
    CaseApproved,
    CaseRejected,
    CaseReturned,
    CaseSubmitted,
    CaseVoided,
    CaseWithdrawn,
)
from erp.approval.fed import keep_superiors
from erp.approval.passing import passed
from erp.approval.refusals import (
    AlreadySubmitted,
    ApprovalNeeded,
    ApprovalPending,
    ApprovalVoid,
    RouteWithNobody,
)
from erp.approval.rerouting import reroute_all
from erp.approval.submitting import submit
from erp.approval.voiding import changed

__all__ = [
    "AlreadySubmitted",
    "ApprovalNeeded",
    "ApprovalPending",
    "ApprovalVoid",
    "Approvable",
    "CaseApproved",
    "CaseRejected",
    "CaseReturned",
    "CaseSubmitted",
    "CaseVoided",
    "CaseWithdrawn",
    "RouteWithNobody",
    "changed",
    "keep_superiors",
    "passed",
    "reroute_all",
    "submit",
]
