"""The lives of a case, of its steps and of what one person is asked; and the words of routes and decisions.

>>> CASE.after("withdraw_case", CaseState.PENDING).value
'WITHDRAWN'
>>> CASE.after("void_case", CaseState.APPROVED).value
'VOIDED'
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class CaseState(StrEnum):
    """Somebody is being asked; decided; or over without a decision."""

    PENDING = "PENDING"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    VOIDED = "VOIDED"


class StepState(StrEnum):
    """Not reached yet, being asked, passed, or passed over by somebody higher."""

    WAITING = "WAITING"
    OPEN = "OPEN"
    PASSED = "PASSED"
    SKIPPED = "SKIPPED"


class TaskState(StrEnum):
    """What one person is asked in one step."""

    WAITING = "WAITING"
    OPEN = "OPEN"
    DECIDED = "DECIDED"
    MOVED = "MOVED"
    CLOSED = "CLOSED"


class StepMode(StrEnum):
    """How many of those who are asked in a step have to say yes."""

    ALL = "ALL"
    ANY = "ANY"
    SOME = "SOME"


class ApproverKind(StrEnum):
    """By what somebody is found."""

    ROLE = "ROLE"
    MANAGER = "MANAGER"
    HEAD = "HEAD"
    PERSON = "PERSON"


class TaskBasis(StrEnum):
    """Why it is this person who is asked."""

    ROLE = "ROLE"
    MANAGER = "MANAGER"
    HEAD = "HEAD"
    PERSON = "PERSON"
    OWN_REQUEST = "OWN_REQUEST"
    LEFT = "LEFT"
    LOST_ROLE = "LOST_ROLE"
    ABSENT = "ABSENT"
    OVERDUE = "OVERDUE"


class Verdict(StrEnum):
    """What somebody decided."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    RETURN = "RETURN"
    RETURN_TO_STEP = "RETURN_TO_STEP"
    PULL_UP = "PULL_UP"
    NAME = "NAME"


class StuckReason(StrEnum):
    """Why nobody can decide a case."""

    NOBODY_ASKED = "NOBODY_ASKED"
    SAME_PERSON = "SAME_PERSON"
    LEFT = "LEFT"
    LOST_ROLE = "LOST_ROLE"
    ABSENT = "ABSENT"
    OWN_REQUEST = "OWN_REQUEST"


class ReturnReason(StrEnum):
    """Why a request was returned or rejected: counted, so that forms and rules can be made better."""

    AMOUNT = "AMOUNT"
    ACCOUNT = "ACCOUNT"
    EVIDENCE_MISSING = "EVIDENCE_MISSING"
    EXPLANATION = "EXPLANATION"
    BUDGET = "BUDGET"
    NOT_NEEDED = "NOT_NEEDED"
    WRONG_ROUTE = "WRONG_ROUTE"
    DUPLICATE = "DUPLICATE"
    OTHER = "OTHER"


class CreditLimitChangeState(StrEnum):
    """Whether a wished credit limit is asked about, is the customer's by now, or came to nothing."""

    WAITING = "WAITING"
    MADE = "MADE"
    DROPPED = "DROPPED"


CASE: Lifecycle[CaseState] = Lifecycle(
    "approval_case",
    {
        "approve": ({CaseState.PENDING}, CaseState.APPROVED),
        "return_case": ({CaseState.PENDING}, CaseState.RETURNED),
        "reject": ({CaseState.PENDING}, CaseState.REJECTED),
        "withdraw_case": ({CaseState.PENDING}, CaseState.WITHDRAWN),
        "void_case": ({CaseState.PENDING, CaseState.APPROVED}, CaseState.VOIDED),
    },
)

CREDIT_LIMIT_CHANGE: Lifecycle[CreditLimitChangeState] = Lifecycle(
    "credit_limit_change",
    {
        "make_change": ({CreditLimitChangeState.WAITING}, CreditLimitChangeState.MADE),
        "drop_change": ({CreditLimitChangeState.WAITING}, CreditLimitChangeState.DROPPED),
    },
)

__all__ = [
    "CASE",
    "CREDIT_LIMIT_CHANGE",
    "ApproverKind",
    "CaseState",
    "CreditLimitChangeState",
    "ReturnReason",
    "StepMode",
    "StepState",
    "StuckReason",
    "TaskBasis",
    "TaskState",
    "Verdict",
]
