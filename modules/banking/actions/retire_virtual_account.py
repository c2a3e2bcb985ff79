"""Retire a virtual account: the number is not this customer's any more and may be given to another."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.banking import tables


async def retire_virtual_account(*, act: Act, virtual_account: UUID, reason: str) -> UUID:
    """Take a number out of use, with a reason; what was matched by it stays."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    rows = await lock_rows(act, tables.VirtualAccount, [virtual_account])
    if not rows or rows[0]["company"] != act.company or not rows[0]["is_active"]:
        raise NotFound("VirtualAccount", virtual_account, field="virtualAccount")
    change = {"id": virtual_account, "is_active": False, "retired_at": act.at, "reason": reason.strip()}
    await act.tx.update(tables.VirtualAccount, [change])
    return virtual_account
