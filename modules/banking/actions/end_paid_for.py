"""End paying for another: this payer is not thought of for that customer any more."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.banking import tables


async def end_paid_for(*, act: Act, paid_for: UUID, reason: str) -> UUID:
    """End it with a reason; what was matched so stays."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    rows = await lock_rows(act, tables.PaidFor, [paid_for])
    if not rows or rows[0]["company"] != act.company or not rows[0]["is_active"]:
        raise NotFound("PaidFor", paid_for, field="paidFor")
    change = {"id": paid_for, "is_active": False, "ended_at": act.at, "reason": reason.strip()}
    await act.tx.update(tables.PaidFor, [change])
    return paid_for
