"""Undo a closing of consumption tax: its entry is answered by its reverse."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.locking import lock_rows
from modules.accounting import tables
from modules.accounting.reversing import post_reverse


class UndoneBefore(Refused):
    """This was undone already."""


async def undo_tax_closing(*, act: Act, closing: UUID, reason: str) -> UUID:
    """Take it back on its own day."""
    found = await lock_rows(act, tables.TaxClosing, [closing])
    if not found or found[0]["company"] != act.company:
        raise NotFound("TaxClosing", closing, field="closing")
    (row,) = found
    if row["undone_by"] is not None:
        raise UndoneBefore()
    reverse = await post_reverse(act, row["entry"], on=row["to_day"], reason=reason, by_document=True)
    await act.tx.update(tables.TaxClosing, [{"id": closing, "undone_by": reverse}])
    return closing
