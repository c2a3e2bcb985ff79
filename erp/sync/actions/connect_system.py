"""Connect an outside system."""

from typing import Any
from uuid import UUID

from erp.access.people import LONGEST_NAME
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.sync import tables
from erp.sync.adapters import adapter_named
from erp.sync.entering import checked_code, checked_limits, checked_values, keep_secrets
from erp.sync.health import ask_for_run
from erp.sync.refusals import CodeTaken
from erp.sync.states import ConnectionState, RunKind


async def connect_system(
    *,
    act: Act,
    adapter: str,
    code: str,
    name: str,
    values: dict[str, Any],
    owner: UUID | None = None,
    inner_addresses: str | None = None,
) -> UUID:
    """Keep the settings, secrets encrypted, and have the connection tried. Nothing is called meanwhile.

    Refuses each setting by its place (`values.token`), and a code that is taken. `inner_addresses` are places
    inside the company that this connection may call; the person who enters them answers for that.
    """
    found = adapter_named(adapter)
    plain, secret = checked_values(found, values)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise BadInput("name", "REQUIRED" if not name.strip() else "TOO_LONG")
    wanted = checked_code(code)
    if await act.tx.value(
        "SELECT true FROM sync.connection WHERE company = $1 AND code = $2", act.company, wanted
    ):
        raise CodeTaken(wanted)
    if owner and not await act.tx.value("SELECT is_active FROM access.app_user WHERE id = $1", owner):
        raise NotFound("user", owner, field="owner")
    connection, limits = new_id(), found.limits
    row = {
        "id": connection,
        "company": act.company,
        "code": wanted,
        "name": name.strip(),
        "adapter": found.name,
        "settings": plain,
        "owner": owner or act.actor,
        "state": ConnectionState.ACTIVE.value,
        "state_since": act.at,
        "check_went_well": False,
        "connected_by": act.actor,
        "connected_at": act.at,
    }
    budget = (limits.at_once, limits.per_minute, limits.per_hour, limits.per_day)
    row |= checked_limits(*budget, "", inner_addresses or "")
    await act.tx.insert(tables.Connection, [row])
    await keep_secrets(act, connection, secret)
    await ask_for_run(act, connection, RunKind.CHECK)
    return connection
