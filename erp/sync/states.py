"""The lives of what comes in and of what reaches out: imports, connections, runs.

>>> CONNECTION.after("break_down", ConnectionState.ACTIVE)
<ConnectionState.BROKEN: 'BROKEN'>
>>> CONNECTION.allows("resume_connection", ConnectionState.CLOSED)
False
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class ImportState(str, Enum):
    """Whether what an import brought still stands."""

    COMMITTED = "COMMITTED"
    UNDONE = "UNDONE"


IMPORT_RUN = Lifecycle("import_run", {"undo": ({ImportState.COMMITTED}, ImportState.UNDONE)})


class ConnectionState(str, Enum):
    """Whether an outside system is called."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    BROKEN = "BROKEN"
    CLOSED = "CLOSED"


_OPEN = {ConnectionState.ACTIVE, ConnectionState.PAUSED, ConnectionState.BROKEN}
CONNECTION = Lifecycle(
    "connection",
    {
        "pause_connection": ({ConnectionState.ACTIVE, ConnectionState.BROKEN}, ConnectionState.PAUSED),
        "break_down": ({ConnectionState.ACTIVE}, ConnectionState.BROKEN),
        "resume_connection": ({ConnectionState.PAUSED, ConnectionState.BROKEN}, ConnectionState.ACTIVE),
        "close_connection": (_OPEN, ConnectionState.CLOSED),
    },
)


class RunKind(str, Enum):
    """What is done with an outside system."""

    CHECK = "CHECK"
    INVENTORY = "INVENTORY"
    WORK = "WORK"


class RunState(str, Enum):
    """How far it is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"


SYNC_RUN = Lifecycle(
    "sync_run",
    {
        "start": ({RunState.WAITING}, RunState.RUNNING),
        "take_over": ({RunState.RUNNING}, RunState.RUNNING),
        "finish": ({RunState.RUNNING}, RunState.DONE),
        "fail": ({RunState.WAITING, RunState.RUNNING}, RunState.FAILED),
    },
)


class TokenState(str, Enum):
    """Whether what the vendor gave us still opens."""

    NEEDS_CONSENT = "NEEDS_CONSENT"
    GOOD = "GOOD"
    REFRESHING = "REFRESHING"
