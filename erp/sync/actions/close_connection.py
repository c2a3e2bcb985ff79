"""Close a connection for good."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.sync.entering import held_connection
from erp.sync.health import move

FORGET = (
    "DELETE FROM sync.connection_secret WHERE connection = $1",
    "DELETE FROM sync.connection_token WHERE connection = $1",
    "UPDATE sync.sync_run SET state = 'FAILED', finished_at = now(), reason = $2, holder = NULL, "
    "lease_until = NULL, step = step + 1 WHERE connection = $1 AND state = 'WAITING'",
)


async def close_connection(*, act: Act, connection: UUID, reason: str) -> UUID:
    """Its secrets are deleted and it is never called again; its history stays. There is no way back."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    await move(act, await held_connection(act, connection), "close_connection", reason.strip())
    for sql in FORGET:
        given = (connection, reason.strip()) if "$2" in sql else (connection,)
        await act.tx.run(sql, *given)
    return connection
