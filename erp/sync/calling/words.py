"""The words of a call: what was answered, what may be kept of it, whose turn it is, how one signs in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What they said; `json` is nothing where they sent none."""

    status: int
    headers: Mapping[str, str]
    json: Any
    text: str


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One call as it may be kept: without secrets."""

    method: str
    url: str
    request: Any
    status: int | None
    answer: str
    outcome: str
    reason: str
    took_ms: int


class Turns(Protocol):
    """The budget of a connection: a call takes a turn before and gives it back after."""

    def take(self) -> Any:
        """Waits a little for a turn; raises `WaitUntil` where it would be long."""

    def give(self, turn: Any, pause_until: Any = None, trouble: str = "") -> None:
        """The call is over; with `pause_until` nobody of this connection calls before it."""


class Unlimited:
    """No budget, for trying a connection and for tests."""

    def take(self) -> None:
        return None

    def give(self, turn: Any, pause_until: Any = None, trouble: str = "") -> None:
        return None


class Signing(Protocol):
    """How a call shows who asks."""

    def headers(self, *, anew: bool) -> Mapping[str, str]:
        """What to send along; `anew` after they refused what was sent."""

    renews: bool


@dataclass(frozen=True)
class FixedHeaders:
    """A token or a password that stays as it is."""

    given: Mapping[str, str] = field(default_factory=dict)
    renews = False

    def headers(self, *, anew: bool) -> Mapping[str, str]:
        return self.given
