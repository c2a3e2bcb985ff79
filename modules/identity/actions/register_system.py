"""Register a system: what its connection leads to, and what can be done there."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.systems import BY_CONNECTION


async def register_system(
    *,
    act: Act,
    connection: UUID,
    code: str,
    name: str,
    adapter: str,
    can_groups: bool = True,
    can_licences: bool = False,
    can_sessions: bool = False,
    can_rename: bool = True,
    can_delete: bool = True,
    can_hand_over: bool = False,
    can_last_used: bool = False,
    by_hand: bool = False,
) -> UUID:
    """Let the accounts of a connection be looked after; safe to repeat, and its settings stay.

    Until somebody says otherwise only leavers are stopped by themselves. Refuses a code that
    another system has.
    """
    code, name = code.strip(), name.strip()
    if not code or not name:
        raise BadInput("code" if not code else "name", "REQUIRED")
    can = {
        "can_groups": can_groups,
        "can_licences": can_licences,
        "can_sessions": can_sessions,
        "can_rename": can_rename,
        "can_delete": can_delete,
        "can_hand_over": can_hand_over,
        "can_last_used": can_last_used,
        "by_hand": by_hand,
        "adapter": adapter.strip(),
    }
    known = await act.tx.row(BY_CONNECTION, act.company, connection)
    taken = (
        "SELECT id FROM identity.system WHERE company = $1 AND code = $2 AND connection IS DISTINCT FROM $3"
    )
    if await act.tx.value(taken, act.company, code, connection):
        raise BadInput("code", "TAKEN")
    if known is not None:
        return await _again(act, known, can | {"name": name})
    system = new_id()
    head = {"id": system, "company": act.company, "code": code, "name": name, "connection": connection}
    await act.tx.insert(tables.System, [head | can | {"is_built_in": False, "registered_at": act.at}])
    await act.tx.insert(tables.WorkDesk, [{"id": system, "company": act.company}])
    return system


async def _again(act: Act, known: Any, told: dict[str, Any]) -> UUID:
    id: UUID = known["id"]
    changed = {key: value for key, value in told.items() if known[key] != value}
    if changed:
        await act.tx.update(tables.System, [{"id": id} | changed])
    return id
