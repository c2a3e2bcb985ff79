"""Bring a part of a reading."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.refusals import InventoryNotRunning
from modules.identity.states import InventoryState
from modules.identity.telling import ToldAccount, ToldGroup, told


async def record_inventory_page(
    *,
    act: Act,
    inventory: UUID,
    accounts: list[ToldAccount] | None = None,
    groups: list[ToldGroup] | None = None,
) -> UUID:
    """Keep what was told, to be believed when the whole is there.

    Refuses `INVENTORY_NOT_RUNNING` and accounts without an id of theirs.
    """
    found = await lock_rows(act, tables.Inventory, [inventory])
    if not found or found[0]["state"] != InventoryState.RUNNING.value:
        raise InventoryNotRunning(field="inventory")
    for at, each in enumerate(accounts or []):
        if not each.external_id.strip():
            raise BadInput(f"accounts.{at}.externalId", "REQUIRED")
    page: dict[str, Any] = {"id": new_id(), "company": act.company, "inventory": inventory}
    page["accounts"] = [told(each) for each in accounts or []]
    page["groups"] = [
        {"externalId": each.external_id, "name": each.name, "members": each.members} for each in groups or []
    ]
    await act.tx.insert(tables.InventoryPage, [page])
    return inventory
