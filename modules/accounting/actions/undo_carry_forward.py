"""Undo the carry-forward of a year: its accounts of results stand as they were."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.reversing import post_reverse


class NotCarried(Refused):
    """This year was not carried forward."""


async def undo_carry_forward(*, act: Act, fiscal_year: UUID, reason: str) -> UUID:
    """Take back every part of it on the last day of the year."""
    await lock_name(act, "carry_forward", fiscal_year)
    rows = await act.tx.rows(
        """SELECT c.id, c.entry, y.ends_on FROM accounting.carry_forward c
           JOIN accounting.fiscal_year y ON y.id = c.fiscal_year
           WHERE c.fiscal_year = $1 AND c.company = $2 AND c.undone_by IS NULL
           ORDER BY c.carried_at DESC, c.id""",
        fiscal_year,
        act.company,
    )
    if not rows:
        raise NotCarried()
    for row in rows:
        reverse = await post_reverse(act, row["entry"], on=row["ends_on"], reason=reason, by_document=True)
        await act.tx.update(tables.CarryForward, [{"id": row["id"], "undone_by": reverse}])
    return rows[0]["id"]
