"""Why an approval is not asked for, given or passed, by name."""

from erp.kernel.errors import Refused


class NothingToApprove(Refused):
    """No part of the house says that such a document may need approval."""


class ApprovalNeeded(Refused):
    """Somebody has to say yes first, and nobody has been asked yet."""


class ApprovalPending(Refused):
    """Somebody is still being asked."""


class ApprovalVoid(Refused):
    """There was a yes, but the document has changed since; it has to be asked for again."""


class AlreadySubmitted(Refused):
    """This very document is being asked about, or has its yes."""


class RouteWithNobody(Refused):
    """There is nobody in a step of the route who could be asked."""


class RulesOverlap(Refused):
    """Another rule of the same kind and dimensions speaks of these amounts on these days."""


class OwnRequest(Refused):
    """Nobody decides about his own request."""


class NotAsked(Refused):
    """This does not wait for you, nor for anybody you stand in for."""


class CreditLimitWaiting(Refused):
    """Another credit limit for this customer is being asked about; one at a time."""


class NotStuck(Refused):
    """Enough people are asked in this case who would answer; nobody is named beside them."""


class AlreadyAsked(Refused):
    """This person is asked in this step already, or has spoken in it."""


class CircularDelegation(Refused):
    """Somebody would stand in for himself in the end."""


class DelegationChain(Refused):
    """Who stands in for somebody cannot hand that on."""


class CircularReporting(Refused):
    """Somebody would be his own superior."""


class CannotDecide(Refused):
    """This person is not in use here, or may not decide."""


class CaseIsDecided(Refused):
    """The case is over; the database says it when two decide at once."""


class ChangeIsDecided(Refused):
    """What was wished is made or dropped; the database says it of every writer."""


class CaseIsOpen(Refused):
    """A step of the case is still open."""


class RuleIsEndedNotChanged(Refused):
    """A rule of the matrix is never altered, only ended."""
