"""Lock an area: its documents up to a day do not move any more, whoever writes."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.closing import Area
from modules.accounting.area_locking import LockNotMoved, hold_area, move_lock
from modules.accounting.rules.area_lock import moves_forward


async def lock_area(*, act: Act, area: Area, through: date) -> UUID:
    """Lock sales, purchases, stock, cash or the whole ledger up to and including a day.

    The database keeps it for every writer. Refuses (`LOCK_NOT_MOVED`) a day that is locked already.
    """
    row = await hold_area(act, area)
    if not moves_forward(row["locked_through"] if row else None, through):
        raise LockNotMoved(area, through)
    return await move_lock(act, area, row, through, None)
