"""Change what is set for a connection."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.sync import tables
from erp.sync.adapters import adapter_named
from erp.sync.entering import checked_values, held_connection, keep_secrets, settings_of
from erp.sync.health import ask_for_run, refuse_closed
from erp.sync.states import RunKind

NAMES = "SELECT name FROM sync.connection_secret WHERE connection = $1"


async def change_connection(
    *,
    act: Act,
    connection: UUID,
    name: str | None = None,
    values: dict[str, Any] | None = None,
    owner: UUID | None = None,
) -> UUID:
    """What is not sent stays; a secret that is left empty stays too. The connection is tried anew.

    Refuses each setting by its place (`values.token`), and any change of a closed connection.
    """
    row = await held_connection(act, connection)
    refuse_closed("change_connection", row)
    kept = frozenset(each["name"] for each in await act.tx.rows(NAMES, connection))
    plain, secret = checked_values(
        adapter_named(row["adapter"]), values or {}, kept=settings_of(row), kept_secrets=kept
    )
    if name is not None and not name.strip():
        raise BadInput("name", "REQUIRED")
    if owner and not await act.tx.value("SELECT is_active FROM access.app_user WHERE id = $1", owner):
        raise NotFound("user", owner, field="owner")
    change = {"name": (name or row["name"]).strip(), "settings": plain, "owner": owner or row["owner"]}
    await act.tx.update(tables.Connection, [{"id": connection} | change])
    await keep_secrets(act, connection, secret)
    await ask_for_run(act, connection, RunKind.CHECK)
    return connection
