"""Unlock an area: somebody else than the one who locked it lets documents move again, and says why."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.closing import Area
from erp.kernel.errors import BadInput
from modules.accounting.actions.reopen_period import ClosedByYourself
from modules.accounting.area_locking import LockNotMoved, hold_area, move_lock
from modules.accounting.rules.area_lock import moves_back


async def unlock_area(*, act: Act, area: Area, reason: str, through: date | None = None) -> UUID:
    """Take the lock back to an earlier day, or away; refuses the person who moved it last."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    row = await hold_area(act, area)
    if row is None or not moves_back(row["locked_through"], through):
        raise LockNotMoved(area, through)
    if row["changed_by"] == act.actor:
        raise ClosedByYourself(area=area)
    return await move_lock(act, area, row, through, reason.strip())
