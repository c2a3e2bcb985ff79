"""What identity says no to."""

from erp.kernel.errors import Refused


class AccountOfAnother(Refused):
    """This account is another person's; it never changes hands while it is his."""


class PersonHasAccount(Refused):
    """This person has an account in this system already."""


class UnknownConnection(Refused):
    """No system was registered for this connection."""


class InventoryNotRunning(Refused):
    """Nothing can be added to this reading: it has ended."""


class NoInventory(Refused):
    """What is there is not known yet: the system has to be read before anything is ordered."""


class PlanHeld(Refused):
    """More would be stopped than is done without a second look."""


class ReleasedByMaker(Refused):
    """Who made the plan does not release it himself."""


class PlanStale(Refused):
    """Since the plan was made something else was ordered for all of its lines."""


class OwnReview(Refused):
    """Nobody reviews his own rights."""


class OwnAccessRequest(Refused):
    """Nobody grants himself what he asked for."""


class ReviewNotFinished(Refused):
    """Rights are left on which nobody has decided."""


class ReasonNeeded(Refused):
    """This takes a reason."""


class SystemInUse(Refused):
    """Accounts of people are still open in this system."""


class NotByHand(Refused):
    """Nobody waits for a hand here."""


class PatternUnknown(Refused):
    """The pattern names a field that people do not have."""


class NobodyKnown(Refused):
    """The personnel records know nobody of this name."""


class SourceDoubted(Refused):
    """Far fewer people are employed than at the last reading; nobody is stopped on such a word alone."""


class NothingDiffers(Refused):
    """Everything is as it should be."""
