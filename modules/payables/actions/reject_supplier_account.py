"""Reject a supplier's account: it was not his, or nobody could be asked; the one in use stays in use."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.confirming import turn_down
from modules.payables.queries import locked
from modules.payables.refusals import ApprovedByProposer


async def reject_supplier_account(*, act: Act, account: UUID, reason: str) -> UUID:
    """Turn a proposed account down, with the reason; refuses whoever proposed it."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    row = await locked(act, tables.SupplierAccount, account, field="account")
    if row["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    await turn_down(act, row, decided_by=act.actor, reason=reason)
    return account
