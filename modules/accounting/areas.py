"""Asking before a document is made whether its day is still open in an area."""

from datetime import date

from erp.kernel.asking import Act
from erp.kernel.closing import Area


async def require_unlocked(act: Act, area: Area, on: date) -> None:
    """Refuse `AREA_LOCKED` for a day that is locked; whoever moves the lock waits until we are done."""
    await act.tx.run("SELECT accounting.require_unlocked($1, $2, $3)", act.company, area.value, on)
