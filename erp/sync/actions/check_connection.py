"""Try a connection."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.sync.entering import held_connection
from erp.sync.health import ask_for_run, refuse_closed
from erp.sync.states import RunKind


async def check_connection(*, act: Act, connection: UUID) -> UUID:
    """Sign in and read something small, in the background; answers the run that shows how it went."""
    refuse_closed("check_connection", await held_connection(act, connection))
    return await ask_for_run(act, connection, RunKind.CHECK)
