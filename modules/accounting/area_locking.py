"""Taking hold of the lock of an area: writers share it, whoever moves it has it alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.closing import Area
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from modules.accounting import tables


class AreaLocked(Refused):
    """This part of the books is locked up to a later day; what belongs to it does not move any more."""

    def __init__(self, area: str, on: date, through: date) -> None:
        super().__init__(area=area, on=on, through=through)


class LockNotMoved(Refused):
    """Locking goes forward and unlocking goes back; this day does neither."""

    def __init__(self, area: Area, through: date | None) -> None:
        super().__init__(field="through", area=area, through=through)


async def hold_area(act: Act, area: Area) -> Mapping[str, Any] | None:
    """Wait for those who write into the area, let nobody else in, and read its lock."""
    await act.tx.run("SELECT accounting.hold_area($1, $2)", act.company, area.value)
    return await act.tx.row(
        "SELECT id, locked_through, changed_by FROM accounting.area_lock WHERE company = $1 AND area = $2",
        act.company,
        area.value,
    )


async def move_lock(
    act: Act, area: Area, row: Mapping[str, Any] | None, through: date | None, reason: str | None
) -> UUID:
    """Write the lock where it is now; answers its key."""
    values = {
        "locked_through": through,
        "changed_by": act.actor,
        "changed_at": act.at,
        "reason": reason,
    }
    if row is not None:
        await act.tx.update(tables.AreaLock, [values | {"id": row["id"]}])
        return row["id"]
    lock = new_id()
    await act.tx.insert(tables.AreaLock, [values | {"id": lock, "company": act.company, "area": area.value}])
    return lock
