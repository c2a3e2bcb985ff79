"""Accounts of people in an outside system, as every adapter of identities offers them.

Everything is safe to repeat: what is already so is a success. What cannot be known is said (`None`), never
guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What the vendor can do; what it cannot becomes work by hand or a sentence on the evidence sheet."""

    groups: bool = True
    licences: bool = False
    sessions: bool = False
    rename: bool = True
    delete: bool = True
    hand_over: bool = False
    last_used: bool = False
    by_hand: bool = False


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an account should say. `key` is the employee number: it never changes and is never another's."""

    key: str
    user_name: str
    email: str
    family_name: str
    given_name: str
    display_name: str
    department: str = ""
    title: str = ""
    place: str = ""
    manager_key: str = ""
    language: str = "ja"
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Account:
    """What they say of an account. `id`, `groups` and `licences` are theirs; None = not told here."""

    id: str
    key: str | None
    user_name: str
    email: str = ""
    family_name: str = ""
    given_name: str = ""
    display_name: str = ""
    department: str = ""
    title: str = ""
    active: bool | None = None
    version: str | None = None
    groups: frozenset[str] | None = None
    licences: frozenset[str] | None = None
    last_used: datetime | None = None
    is_administrator: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group or entitlement; `members` are account ids, None = not told."""

    id: str
    name: str
    members: frozenset[str] | None = None


class ProvedState(str, Enum):
    ABSENT = "ABSENT"
    SUSPENDED = "SUSPENDED"
    ACTIVE = "ACTIVE"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What was read back, and how (a fresh read, a refused sign-in), in words for the evidence sheet."""

    state: ProvedState
    how: str
    groups_left: int | None = None


class Directory(Protocol):
    """One outside system of accounts. Calls raise an outcome when they do not succeed."""

    capabilities: Capabilities

    def check(self) -> str:
        """Sign in and read something small; says in a sentence what was found. Broken when it cannot work."""

    def accounts(self) -> Iterator[Account]:
        """Everybody, suspended ones too. Ends normally only when the list is whole (counted, no id twice)."""

    def groups(self) -> Iterator[Group]:
        """All groups, with members where the vendor tells them."""

    def find(self, *, key: str, user_name: str) -> list[Account]:
        """Accounts whose key or user name (case folded) is this; compared by us, whatever a filter said."""

    def read(self, account_id: str) -> Account | None:
        """As it is now, past any cache; None = there is none."""

    def create(self, wanted: Wanted) -> Account:
        """A new, active account. Rejected with code DUPLICATE when the key or name is taken."""

    def change(self, account: Account, wanted: Wanted) -> Account:
        """Make it say what is wanted; a rename keeps the account. By version where the vendor knows any."""

    def set_active(self, account_id: str, active: bool) -> Account:
        """Suspend or let in again. What comes back was read anew."""

    def end_sessions(self, account_id: str) -> bool:
        """End sessions and revoke tokens; False = the vendor has no way to do it."""

    def join(self, group_id: str, account_id: str) -> None:
        """Into the group; already there is a success."""

    def leave(self, group_id: str, account_id: str) -> None:
        """Out of the group; not there is a success."""

    def give_licence(self, licence_id: str, account_id: str) -> None: ...

    def take_licence(self, licence_id: str, account_id: str) -> None: ...

    def hand_over(self, account_id: str, to_account_id: str) -> bool:
        """Their documents to another account; False = the vendor has no way to do it."""

    def delete(self, account_id: str) -> None:
        """Remove it; already gone is a success."""

    def proof(self, account_id: str) -> Proof:
        """What can be proved now: by a fresh read and, where possible, a sign-in that is refused."""
