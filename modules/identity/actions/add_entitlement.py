"""Add a group or licence that a system does not tell of by itself, or that comes later."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.states import EntitlementKind
from modules.identity.systems import the_system

KNOWN = "SELECT true FROM identity.entitlement WHERE system = $1 AND kind = $2 AND external_id = $3"


async def add_entitlement(
    *, act: Act, system: UUID, kind: EntitlementKind, external_id: str, name: str
) -> UUID:
    """Know it under the name they call it by. Refuses one that is known."""
    await the_system(act, system)
    external_id, name = external_id.strip(), name.strip()
    if not external_id or not name:
        raise BadInput("externalId" if not external_id else "name", "REQUIRED")
    if await act.tx.value(KNOWN, system, kind.value, external_id):
        raise BadInput("externalId", "TAKEN")
    row: dict[str, Any] = {"id": new_id(), "company": act.company, "system": system, "kind": kind.value}
    row |= {"external_id": external_id, "name": name, "is_sensitive": False}
    await act.tx.insert(tables.Entitlement, [row])
    return UUID(str(row["id"]))
