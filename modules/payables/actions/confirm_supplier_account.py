"""Confirm a supplier's account: a second person has asked the supplier back, and money may go there."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.confirming import use_account
from modules.payables.queries import locked
from modules.payables.refusals import ApprovedByProposer


async def confirm_supplier_account(*, act: Act, account: UUID, call_back: str) -> UUID:
    """Take an account into use; the one used so far is kept as history.

    `call_back` says how the supplier was asked: when, whom, by which number known before. Refuses whoever
    proposed it. Where the matrix speaks of accounts, a case that is approved does this by itself.
    """
    if not call_back.strip():
        raise BadInput("callBack", "EMPTY")
    if len(call_back) > TEXT_LIMIT:
        raise TooLong("callBack", TEXT_LIMIT)
    row = await locked(act, tables.SupplierAccount, account, field="account")
    if row["proposed_by"] == act.actor:
        raise ApprovedByProposer()
    await use_account(act, row, decided_by=act.actor, call_back=call_back)
    return account
