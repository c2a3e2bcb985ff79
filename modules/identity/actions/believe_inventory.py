"""Believe a reading that was doubted because so many accounts are missing in it."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.inventorying import believe
from modules.identity.refusals import ReasonNeeded
from modules.identity.states import INVENTORY, InventoryState


async def believe_inventory(*, act: Act, inventory: UUID, reason: str) -> UUID:
    """Take a doubted reading for the truth, with a name and a reason under it.

    Refuses a reading that is not doubted (`WRONG_STATE`).
    """
    rows = await lock_rows(act, tables.Inventory, [inventory])
    if not rows:
        raise NotFound("identity_inventory", inventory, field="inventory")
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    found = rows[0]
    if found["state"] == InventoryState.RUNNING.value:
        INVENTORY.after("believe_inventory", InventoryState.INCOMPLETE)
    await act.tx.update(tables.Inventory, [{"id": inventory, "reason": reason.strip()}])
    await believe(act, found, by_person=True)
    return inventory
