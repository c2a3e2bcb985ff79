"""Resume a connection that was paused or broken."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.sync.entering import held_connection
from erp.sync.health import ask_for_run, move
from erp.sync.states import RunKind


async def resume_connection(*, act: Act, connection: UUID) -> UUID:
    """It is called again, and tried at once. Refuses `WRONG_STATE` for one in use or closed."""
    await move(act, await held_connection(act, connection), "resume_connection", None)
    await act.tx.run(
        "UPDATE sync.call_budget SET pause_until = NULL, failures = 0 WHERE connection = $1", connection
    )
    await ask_for_run(act, connection, RunKind.CHECK)
    return connection
