"""Pay a cash advance: money is given to somebody before it is spent."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import Money
from modules import accounting
from modules.accounting import PostingPurpose, credit, debit
from modules.expenses import tables
from modules.expenses.claiming import claimant_of
from modules.expenses.lining import TEXT_LIMIT
from modules.expenses.paying import ledger_account


async def pay_cash_advance(
    *,
    act: Act,
    claimant: UUID,
    amount: Money,
    purpose: str,
    on: date | None = None,
    bank_account: UUID | None = None,
) -> UUID:
    """Give an advance (仮払) from an account of ours; it waits as a suspense payment for the claim."""
    on = on or act.today
    accounting.require_coins("amount", amount, act.currency)
    if amount <= 0:
        raise BadInput("amount", "NOT_POSITIVE")
    if not purpose.strip():
        raise BadInput("purpose", "EMPTY")
    if len(purpose) > TEXT_LIMIT:
        raise TooLong("purpose", TEXT_LIMIT)
    person = await act.tx.value(
        "SELECT person FROM expenses.claimant WHERE id = $1 AND company = $2 AND is_active",
        claimant,
        act.company,
    )
    if person is None:
        raise NotFound("Claimant", claimant, field="claimant")
    who = await claimant_of(act, person, on)
    bank, account = await ledger_account(act, bank_account)
    advance = new_id()
    row = {"id": advance, "company": act.company, "claimant": who.id, "person": person}
    row |= {"purpose": purpose.strip(), "paid_on": on, "bank_account": bank, "amount": amount}
    row |= {"currency": act.currency, "returns": None, "paid_by": act.actor, "paid_at": act.at}
    await act.tx.insert(tables.CashAdvance, [row])
    accounts = await accounting.posting_accounts(act)
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"仮払 {who.name} {purpose.strip()}",
        lines=[
            debit(accounts[PostingPurpose.SUSPENSE_PAYMENT], amount, act.currency, party=who.party),
            credit(account, amount, act.currency, party=who.party),
        ],
        origin=f"cash_advance:{advance}",
    )
    return advance
