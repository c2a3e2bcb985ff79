"""Reject a supplier's account: it was not his, or nobody could be asked; the one in use stays in use."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.queries import locked
from modules.payables.refusals import ApprovedByProposer
from modules.payables.states import SUPPLIER_ACCOUNT, SupplierAccountState


async def reject_supplier_account(*, act: Act, account: UUID, reason: str) -> UUID:
    """Turn a proposed account down, with the reason; refuses whoever proposed it."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    row = await locked(act, tables.SupplierAccount, account, field="account")
    state = SUPPLIER_ACCOUNT.after("reject", SupplierAccountState(row["state"]))
    if row["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    changed = {"id": account, "state": state.value, "call_back": reason.strip()}
    decided = {"decided_by": act.actor, "decided_at": act.at}
    await act.tx.update(tables.SupplierAccount, [changed | decided])
    return account
