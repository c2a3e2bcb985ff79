"""Systems as they are looked up by those who come from outside, and the one that is this house itself."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import UnknownConnection

BY_CONNECTION = "SELECT * FROM identity.system WHERE company = $1 AND connection = $2"
BUILT_IN = "erp"


async def of_connection(act: Act, connection: UUID) -> Any:
    """The system a connection leads to."""
    found = await act.tx.row(BY_CONNECTION, act.company, connection)
    if found is None:
        raise UnknownConnection(field="connection")
    return found


async def the_system(act: Act, system: UUID, field: str = "system") -> Any:
    """A system of this company."""
    found = await act.tx.row(
        "SELECT * FROM identity.system WHERE company = $1 AND id = $2", act.company, system
    )
    if found is None:
        raise NotFound("identity_system", system, field=field)
    return found


async def held_system(act: Act, system: UUID) -> Any:
    """A system, held until the end, so that two who change it see each other."""
    found = await lock_rows(act, tables.System, [system])
    if not found:
        raise NotFound("identity_system", system, field="system")
    return found[0]


async def keep_built_in(act: Act) -> UUID:
    """This house as a system among the others, where the company does not have it yet."""
    known: UUID | None = await act.tx.value(
        "SELECT id FROM identity.system WHERE company = $1 AND is_built_in", act.company
    )
    if known is not None:
        return known
    system = new_id()
    row = {
        "id": system,
        "company": act.company,
        "code": BUILT_IN,
        "name": "このERP",
        "connection": None,
        "adapter": "",
        "is_built_in": True,
        "can_groups": True,
        "can_sessions": True,
        "can_hand_over": True,
        "can_last_used": True,
        "registered_at": act.at,
    }
    await act.tx.insert(tables.System, [row])
    return system
