"""A bill in hand: held while somebody decides about it, and let go of what it billed."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.billing import tables
from modules.billing.states import ClosingBillState


async def held_bill(act: Act, bill: UUID, *, hold: Callable[[Act, UUID], Awaitable[None]]) -> dict[str, Any]:
    """The bill, with its customer held first: whoever bills or pays him otherwise comes after us."""
    customer = await act.tx.value(
        "SELECT customer FROM billing.closing_bill WHERE id = $1 AND company = $2", bill, act.company
    )
    if customer is None:
        raise NotFound("ClosingBill", bill, field="bill")
    await hold(act, customer)
    (row,) = await lock_rows(act, tables.ClosingBill, [bill])
    return dict(row)


async def release(act: Act, bill: UUID, reason: str) -> None:
    """The bill is cancelled; its supplies and documents may go onto another one."""
    await act.tx.run(
        "UPDATE billing.closing_bill SET state = $2, reason = $3, cancelled_on = $4 WHERE id = $1",
        bill,
        ClosingBillState.CANCELLED.value,
        reason,
        act.today,
    )
    await act.tx.run("UPDATE billing.closing_bill_document SET is_released = true WHERE bill = $1", bill)
    await act.tx.run("UPDATE billing.supply SET bill = NULL WHERE bill = $1", bill)
