"""Confirm a supplier's account: a second person has asked the supplier back, and money may go there."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.queries import locked
from modules.payables.refusals import ApprovedByProposer
from modules.payables.states import SUPPLIER_ACCOUNT, SupplierAccountState


async def confirm_supplier_account(*, act: Act, account: UUID, call_back: str) -> UUID:
    """Take an account into use; the one used so far is kept as history.

    `call_back` says how the supplier was asked: when, whom, by which number known before. Refuses whoever
    proposed it.
    """
    if not call_back.strip():
        raise BadInput("callBack", "EMPTY")
    if len(call_back) > TEXT_LIMIT:
        raise TooLong("callBack", TEXT_LIMIT)
    row = await locked(act, tables.SupplierAccount, account, field="account")
    state = SUPPLIER_ACCOUNT.after("confirm", SupplierAccountState(row["state"]))
    if row["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    await act.tx.run(
        """UPDATE payables.supplier_account SET state = 'RETIRED'
           WHERE company = $1 AND supplier = $2 AND state = 'CONFIRMED'""",
        act.company,
        row["supplier"],
    )
    changed = {"id": account, "state": state.value, "call_back": call_back.strip()}
    decided = {"decided_by": act.actor, "decided_at": act.at}
    await act.tx.update(tables.SupplierAccount, [changed | decided])
    return account
