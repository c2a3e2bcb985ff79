"""Begin to read a whole system."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.identity import tables
from modules.identity.states import InventoryState
from modules.identity.systems import of_connection

# A reading that was never ended is not whole, whatever was brought.
LEFT_OPEN = """
    UPDATE identity.inventory SET state = 'INCOMPLETE', finished_at = $2, reason = '次の読取りが始まりました'
    WHERE system = $1 AND state = 'RUNNING'
"""


async def start_inventory(*, act: Act, connection: UUID) -> UUID:
    """Begin a reading; one that is still open is given up. Refuses `UNKNOWN_CONNECTION`."""
    system = await of_connection(act, connection)
    await act.tx.run(LEFT_OPEN, system["id"], act.at)
    inventory = new_id()
    row = {
        "id": inventory,
        "company": act.company,
        "system": system["id"],
        "state": InventoryState.RUNNING.value,
        "started_at": act.at,
    }
    await act.tx.insert(tables.Inventory, [row])
    return inventory
