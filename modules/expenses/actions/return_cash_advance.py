"""Return a cash advance: what was not spent comes back."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.expenses import tables
from modules.expenses.claiming import OPEN_ADVANCE, claimant_of
from modules.expenses.paying import ledger_account


async def return_cash_advance(
    *, act: Act, advance: UUID, amount: Money, on: date | None = None, bank_account: UUID | None = None
) -> UUID:
    """Take back what is left of an advance, or a part of it; refuses more than is left."""
    on = on or act.today
    accounting.require_coins("amount", amount, act.currency)
    await lock_name(act, "cash_advance", advance)
    given = await act.tx.row(
        "SELECT * FROM expenses.cash_advance WHERE id = $1 AND company = $2 AND returns IS NULL",
        advance,
        act.company,
    )
    if given is None:
        raise NotFound("CashAdvance", advance, field="advance")
    if on < given["paid_on"]:
        raise BadInput("on", "ENDS_BEFORE_IT_BEGINS", valid_from=given["paid_on"], valid_to=on)
    left = await act.tx.value(OPEN_ADVANCE, advance, None)
    if not 0 < amount <= left:
        raise BadInput("amount", "MORE_THAN_THERE_IS", given=amount, left=left)
    who = await claimant_of(act, given["person"], on)
    bank, account = await ledger_account(act, bank_account)
    back = new_id()
    row = {"id": back, "company": act.company, "claimant": given["claimant"], "person": given["person"]}
    row |= {"purpose": given["purpose"], "paid_on": on, "bank_account": bank, "amount": amount}
    row |= {"currency": act.currency, "returns": advance, "paid_by": act.actor, "paid_at": act.at}
    await act.tx.insert(tables.CashAdvance, [row])
    accounts = await accounting.posting_accounts(act)
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"仮払の返金 {who.name} {given['purpose']}",
        lines=[
            debit(account, amount, act.currency, party=who.party),
            credit(accounts[PostingPurpose.SUSPENSE_PAYMENT], amount, act.currency, party=who.party),
        ],
        origin=f"cash_advance:{back}",
    )
    return advance
