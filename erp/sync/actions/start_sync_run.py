"""Have a connection worked on now."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.sync.entering import held_connection
from erp.sync.health import ask_for_run, refuse_idle
from erp.sync.states import RunKind


async def start_sync_run(*, act: Act, connection: UUID, kind: RunKind) -> UUID:
    """Read everything (`INVENTORY`) or do what waits (`WORK`); one that waits or goes on already is answered.

    Refuses `CONNECTION_NOT_ACTIVE` while the connection is paused, broken or closed.
    """
    if kind is RunKind.CHECK:
        raise BadInput("kind", "NOT_ONE_OF", possible=[RunKind.INVENTORY, RunKind.WORK])
    refuse_idle(await held_connection(act, connection))
    return await ask_for_run(act, connection, kind)
