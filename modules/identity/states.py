"""The lives of what identity keeps: orders to outside systems, plans, requests, inventories, reviews.

>>> IDENTITY_PLAN.after("apply_plan", PlanState.OPEN)
<PlanState.APPLIED: 'APPLIED'>
>>> ACCESS_REQUEST.allows("grant_access", AccessRequestState.DECLINED)
False
"""

from enum import StrEnum

from erp.kernel.states import Lifecycle


class Want(StrEnum):
    """How an account should be."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    DELETED = "DELETED"


class WishState(StrEnum):
    """How far the order to an outside system is."""

    PENDING = "PENDING"
    LEASED = "LEASED"
    WAITING = "WAITING"
    PARKED = "PARKED"
    BY_HAND = "BY_HAND"
    DONE = "DONE"


class WorkOutcome(StrEnum):
    """How one try ended."""

    DONE = "DONE"
    RETRY = "RETRY"
    WAIT = "WAIT"
    UNKNOWN = "UNKNOWN"
    REJECTED = "REJECTED"
    BROKEN = "BROKEN"
    BY_HAND = "BY_HAND"


class ReadState(StrEnum):
    """What was read back of an account."""

    ABSENT = "ABSENT"
    SUSPENDED = "SUSPENDED"
    ACTIVE = "ACTIVE"
    UNKNOWN = "UNKNOWN"


class StopProof(StrEnum):
    """How sure it is that a leaver is out: not at all, read back, read back twice after a quiet time."""

    OPEN = "OPEN"
    PROVED = "PROVED"
    SETTLED = "SETTLED"


class EntitlementKind(StrEnum):
    """What an account may be given."""

    GROUP = "GROUP"
    LICENCE = "LICENCE"


class AccountStanding(StrEnum):
    """Whether an account opens anything, as far as it is known."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    UNKNOWN = "UNKNOWN"


class MatchedBy(StrEnum):
    """How an account was found to be somebody's."""

    KEY = "KEY"
    USER_NAME = "USER_NAME"
    EMAIL = "EMAIL"
    NAME = "NAME"
    PERSON = "PERSON"
    CREATED = "CREATED"


class Belonging(StrEnum):
    """Whose an account is."""

    PERSON = "PERSON"
    LEAVER = "LEAVER"
    SERVICE = "SERVICE"
    UNKNOWN = "UNKNOWN"


class MatchState(StrEnum):
    """What was decided of a possible match."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


class Applies(StrEnum):
    """What is done without anybody pressing a button."""

    BY_PERSON = "BY_PERSON"
    LEAVERS = "LEAVERS"
    ALL = "ALL"


class Cause(StrEnum):
    """Why something of an account changes."""

    JOIN = "JOIN"
    MOVE = "MOVE"
    LEAVE = "LEAVE"
    REHIRE = "REHIRE"
    DRIFT = "DRIFT"
    UNKNOWN_ACCOUNT = "UNKNOWN_ACCOUNT"


class RequestEffect(StrEnum):
    """An exception gives something, or takes it away."""

    GIVE = "GIVE"
    WITHHOLD = "WITHHOLD"


class AccessRequestState(StrEnum):
    """How far a requested exception is."""

    REQUESTED = "REQUESTED"
    GRANTED = "GRANTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    ENDED = "ENDED"


ACCESS_REQUEST = Lifecycle(
    "access_request",
    {
        "grant_access": ({AccessRequestState.REQUESTED}, AccessRequestState.GRANTED),
        "decline_access": ({AccessRequestState.REQUESTED}, AccessRequestState.DECLINED),
        "withdraw_access_request": ({AccessRequestState.REQUESTED}, AccessRequestState.WITHDRAWN),
        "end_access": ({AccessRequestState.GRANTED}, AccessRequestState.ENDED),
    },
)


class PlanState(StrEnum):
    """How far a plan is."""

    OPEN = "OPEN"
    HELD = "HELD"
    APPLIED = "APPLIED"
    DISCARDED = "DISCARDED"


IDENTITY_PLAN = Lifecycle(
    "identity_plan",
    {
        "release_plan": ({PlanState.HELD}, PlanState.OPEN),
        "apply_plan": ({PlanState.OPEN}, PlanState.APPLIED),
        "discard_plan": ({PlanState.OPEN, PlanState.HELD}, PlanState.DISCARDED),
    },
)


class InventoryState(StrEnum):
    """Whether what was read of a system is believed."""

    RUNNING = "RUNNING"
    INCOMPLETE = "INCOMPLETE"
    DOUBTED = "DOUBTED"
    BELIEVED = "BELIEVED"


INVENTORY = Lifecycle(
    "inventory",
    {
        "give_up": ({InventoryState.RUNNING}, InventoryState.INCOMPLETE),
        "doubt": ({InventoryState.RUNNING}, InventoryState.DOUBTED),
        "believe_inventory": ({InventoryState.RUNNING, InventoryState.DOUBTED}, InventoryState.BELIEVED),
    },
)


class ReadingState(StrEnum):
    """Whether what was read of the personnel records is believed."""

    BELIEVED = "BELIEVED"
    DOUBTED = "DOUBTED"


class ReviewState(StrEnum):
    """How far a review of rights is."""

    OPEN = "OPEN"
    SIGNED_OFF = "SIGNED_OFF"
    CANCELLED = "CANCELLED"


ACCESS_REVIEW = Lifecycle(
    "access_review",
    {
        "sign_off_review": ({ReviewState.OPEN}, ReviewState.SIGNED_OFF),
        "cancel_review": ({ReviewState.OPEN}, ReviewState.CANCELLED),
    },
)


class ReviewDecision(StrEnum):
    """What a reviewer says of a right."""

    KEEP = "KEEP"
    REMOVE = "REMOVE"
