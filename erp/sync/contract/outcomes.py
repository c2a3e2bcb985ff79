"""How a call to the outside can end when it did not simply succeed. Each class is another way to go on."""

from datetime import datetime


class Outcome(Exception):
    """Said by an adapter; `reason` is read by a clerk, so it carries no secret and no stack."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Retry(Outcome):
    """They could not answer, and nothing happened there. The same call may be sent again."""


class WaitUntil(Outcome):
    """They asked for patience. Nobody of this connection calls before `until` (an aware instant)."""

    def __init__(self, reason: str, until: datetime) -> None:
        super().__init__(reason)
        self.until = until


class UnknownOutcome(Outcome):
    """Sent, and no word of what became of it. Never sent again before it was looked up by our own key."""


class Rejected(Outcome):
    """They said no to this one record: it is parked for a person, the rest goes on. `code` is theirs."""

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.code = code


class Broken(Outcome):
    """Nothing can work before somebody repairs the connection: it is paused, and a person is told."""


class ByHand(Outcome):
    """This system has no way in for programs: a person does it, with the file, and confirms.

    `instruction` says in plain Japanese what is to be done; `file_name` and `content` are what is handed
    over.
    """

    def __init__(self, instruction: str, file_name: str = "", content: bytes = b"") -> None:
        super().__init__(instruction)
        self.file_name = file_name
        self.content = content
