"""Pause a connection."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.sync.entering import held_connection
from erp.sync.health import move


async def pause_connection(*, act: Act, connection: UUID, reason: str) -> UUID:
    """Nothing is called until it is resumed; what waits, waits. Refuses `WRONG_STATE` unless it is in use."""
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    await move(act, await held_connection(act, connection), "pause_connection", reason.strip())
    return connection
