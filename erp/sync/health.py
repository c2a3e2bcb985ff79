"""How a connection is: its life, what is asked of it, and who is told when it breaks."""

from typing import Any
from uuid import UUID

from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.errors import WrongState
from erp.kernel.keys import new_id
from erp.settings import load
from erp.sync import tables
from erp.sync.refusals import ConnectionNotActive
from erp.sync.states import CONNECTION, ConnectionState, RunKind, RunState

OPEN_RUN = (
    "SELECT id FROM sync.sync_run WHERE connection = $1 AND kind = $2 AND state IN ('WAITING', 'RUNNING')"
)
OWNER = "SELECT u.email, u.language FROM access.app_user u WHERE u.id = $1 AND u.is_active"


def refuse_closed(verb: str, row: Any) -> None:
    """A closed connection has no secrets and no future."""
    if row["state"] == ConnectionState.CLOSED.value:
        raise WrongState(verb, row["state"], document="connection", possible=[])


def refuse_idle(row: Any) -> None:
    """Only a connection in use is called."""
    if row["state"] != ConnectionState.ACTIVE.value:
        raise ConnectionNotActive(row["code"], row["state"])


async def move(act: Act, row: Any, verb: str, reason: str | None) -> None:
    """The next state of its life, with the reason."""
    state = CONNECTION.after(verb, ConnectionState(row["state"]))
    change = {"state": state.value, "state_since": act.at, "state_reason": reason}
    await act.tx.update(tables.Connection, [{"id": row["id"]} | change])


async def break_down(act: Act, row: Any, reason: str) -> bool:
    """Nothing can work before somebody repairs it: it stops, and its owner is told once.

    Answers whether it was in use until now.
    """
    if not CONNECTION.allows("break_down", ConnectionState(row["state"])):
        return False
    await move(act, row, "break_down", reason)
    owner = await act.tx.row(OWNER, row["owner"])
    if owner is not None and mail.is_address(owner["email"] or ""):
        subject, text = _words(row, reason, owner["language"])
        origin = f"sync.broken:{row['id']}:{act.at.isoformat()}"
        await mail.send(act, to=[owner["email"]], subject=subject, text=text, origin=origin)
    return True


def _words(row: Any, reason: str, language: str) -> tuple[str, str]:
    where = f"{load().address}/sync/connection?id={row['id']}"
    if language == "ja":
        return (
            f"接続「{row['name']}」が停止しました",
            f"接続「{row['name']}」を停止しました。設定を直して再開するまで、相手先への反映は行われません。\n\n"
            f"理由: {reason}\n\n{where}\n",
        )
    return (
        f"The connection {row['name']} has stopped",
        f"The connection {row['name']} has stopped. Nothing is carried over until it is repaired and resumed."
        f"\n\nReason: {reason}\n\n{where}\n",
    )


async def ask_for_run(act: Act, connection: UUID, kind: RunKind) -> UUID:
    """A run of that kind; the one that waits or goes on already, where there is one."""
    there: UUID | None = await act.tx.value(OPEN_RUN, connection, kind.value)
    if there is not None:
        return there
    run = new_id()
    row = {
        "id": run,
        "company": act.company,
        "connection": connection,
        "kind": kind.value,
        "state": RunState.WAITING.value,
        "asked_by": act.actor,
        "asked_at": act.at,
        "attempts": 0,
        "done": 0,
        "failed": 0,
        "step": 0,
    }
    await act.tx.insert(tables.SyncRun, [row])
    return run
