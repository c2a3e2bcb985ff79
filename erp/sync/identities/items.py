"""The words of the work: what is ordered of one account, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from erp.sync.contract import (
    Account,
    Broken,
    ByHand,
    Proof,
    Rejected,
    Retry,
    UnknownOutcome,
    WaitUntil,
    Wanted,
)


class Want(str, Enum):
    """How an account should be."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    DELETED = "DELETED"


# A list on the wire holds no more.
MOST_VALUES = 250
# The worst that happened decides what comes next.
NAMES: tuple[tuple[type[Exception], str], ...] = (
    (Broken, "BROKEN"),
    (WaitUntil, "WAIT"),
    (ByHand, "BY_HAND"),
    (UnknownOutcome, "UNKNOWN"),
    (Retry, "RETRY"),
    (Rejected, "REJECTED"),
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One account as it is ordered. Ids are theirs; `adopt` is one that a person or rule has matched."""

    id: str
    token: int
    version: int
    is_leaver: bool
    want: Want
    wanted: Wanted
    account: str | None = None
    adopt: str | None = None
    groups: tuple[str, ...] = ()
    groups_to_leave: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    licences_to_take: tuple[str, ...] = ()
    hand_over_to: str | None = None
    end_sessions: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Item":
        """As it is handed out."""
        wanted = told["wanted"]
        return cls(
            id=told["id"],
            token=int(told["token"]),
            version=int(told["version"]),
            is_leaver=told["isLeaver"],
            want=Want(told["want"]),
            wanted=Wanted(
                key=wanted["key"],
                user_name=wanted["userName"],
                email=wanted["email"],
                family_name=wanted["familyName"],
                given_name=wanted["givenName"],
                display_name=wanted["displayName"],
                department=wanted["department"] or "",
                title=wanted["title"] or "",
                place=wanted["place"] or "",
                manager_key=wanted["managerKey"] or "",
                language=wanted["language"] or "ja",
                extra={str(name): str(each) for name, each in (wanted["extra"] or {}).items()},
            ),
            account=told["account"],
            adopt=told["adopt"],
            groups=tuple(told["groups"] or ()),
            groups_to_leave=tuple(told["groupsToLeave"] or ()),
            licences=tuple(told["licences"] or ()),
            licences_to_take=tuple(told["licencesToTake"] or ()),
            hand_over_to=told["handOverTo"],
            end_sessions=bool(told["endSessions"]),
        )


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that was done, in words for whoever reads it later."""

    what: str
    outcome: str = "DONE"
    detail: str = ""


@dataclass(kw_only=True)
class Result:
    """What came of an item."""

    outcome: str = "DONE"
    reason: str = ""
    retry_at: datetime | None = None
    account: Account | None = None
    proof: Proof | None = None
    steps: list[Step] = field(default_factory=list)
    file_name: str = ""
    content: bytes = b""

    def take(self, error: Exception) -> None:
        """An outcome that is worse than what is known so far becomes the outcome."""
        name = next(word for kind, word in NAMES if isinstance(error, kind))
        order = [word for _, word in NAMES]
        if self.outcome != "DONE" and order.index(self.outcome) <= order.index(name):
            return
        self.outcome, self.reason = name, str(error)
        if isinstance(error, WaitUntil):
            self.retry_at = error.until
        if isinstance(error, ByHand):
            self.file_name, self.content = error.file_name, error.content


def _listed(values: frozenset[str] | None) -> list[str] | None:
    """As many as fit; of more than that nothing is told, which is better than half of it."""
    return sorted(values) if values is not None and len(values) <= MOST_VALUES else None


def told_account(account: Account) -> dict[str, Any]:
    """An account as it is told."""
    return {
        "externalId": account.id,
        "key": account.key,
        "userName": account.user_name,
        "email": account.email,
        "familyName": account.family_name,
        "givenName": account.given_name,
        "displayName": account.display_name,
        "department": account.department,
        "title": account.title,
        "active": account.active,
        "version": account.version,
        "groups": _listed(account.groups),
        "licences": _listed(account.licences),
        "lastUsedAt": account.last_used.isoformat() if account.last_used else None,
        "isAdministrator": account.is_administrator,
    }
