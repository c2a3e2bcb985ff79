"""End a reading: a whole one is believed, another one is kept and changes nothing."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.locking import lock_rows
from modules.identity import tables
from modules.identity.inventorying import COUNT, PRESENT, believe
from modules.identity.refusals import InventoryNotRunning
from modules.identity.rules.brakes import is_doubtful
from modules.identity.states import INVENTORY, InventoryState


async def finish_inventory(*, act: Act, inventory: UUID, complete: bool, reason: str | None = None) -> UUID:
    """Say whether the list was whole.

    One with less than half of the accounts that were known is doubted until a person believes it.
    Refuses `INVENTORY_NOT_RUNNING`.
    """
    rows = await lock_rows(act, tables.Inventory, [inventory])
    if not rows or rows[0]["state"] != InventoryState.RUNNING.value:
        raise InventoryNotRunning(field="inventory")
    found = rows[0]
    told = await act.tx.value(COUNT, inventory)
    before = await act.tx.value(PRESENT, found["system"])
    ended = {"id": inventory, "accounts": told, "before": before, "reason": reason, "finished_at": act.at}
    if not complete or is_doubtful(now=told, before=before):
        step = "doubt" if complete else "give_up"
        state = INVENTORY.after(step, InventoryState.RUNNING)
        await act.tx.update(tables.Inventory, [ended | {"state": state.value}])
        return inventory
    await act.tx.update(tables.Inventory, [ended])
    await believe(act, dict(found) | ended)
    return inventory
