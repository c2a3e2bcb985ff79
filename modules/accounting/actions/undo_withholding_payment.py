"""Undo a payment of tax withheld: it was not paid after all."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.accounting import tables
from modules.accounting.actions.undo_tax_closing import UndoneBefore
from modules.accounting.reversing import post_reverse


async def undo_withholding_payment(*, act: Act, payment: UUID, reason: str) -> UUID:
    """Take it back on its own day; the month is unpaid again."""
    found = await lock_rows(act, tables.WithholdingPayment, [payment])
    if not found or found[0]["company"] != act.company:
        raise NotFound("WithholdingPayment", payment, field="payment")
    (row,) = found
    if row["undone_by"] is not None:
        raise UndoneBefore()
    reverse = await post_reverse(act, row["entry"], on=row["paid_on"], reason=reason, by_document=True)
    await act.tx.update(tables.WithholdingPayment, [{"id": payment, "undone_by": reverse}])
    return payment
