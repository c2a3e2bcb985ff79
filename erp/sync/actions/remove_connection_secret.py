"""Remove a secret of a connection."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.sync.entering import held_connection


async def remove_connection_secret(*, act: Act, connection: UUID, name: str) -> UUID:
    """The encrypted text is deleted; what it was is nowhere to be read. Refuses a name that is not there."""
    await held_connection(act, connection)
    gone = await act.tx.run(
        "DELETE FROM sync.connection_secret WHERE connection = $1 AND name = $2", connection, name
    )
    if not gone:
        raise NotFound("connection_secret", name, field="name")
    return connection
