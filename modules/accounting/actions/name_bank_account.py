"""Say how invoices name a bank account of ours, so that customers know where to pay."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, TooLong
from modules.accounting import tables

MOST = 200


async def name_bank_account(*, act: Act, bank_account: UUID, printed_as: str | None = None) -> UUID:
    """From the next invoice on it is printed like this; without words it is not printed. Issued ones stay."""
    there = await act.tx.value(
        "SELECT true FROM accounting.bank_account WHERE id = $1 AND company = $2", bank_account, act.company
    )
    if not there:
        raise NotFound("BankAccount", bank_account, field="bank_account")
    words = " ".join((printed_as or "").split()) or None
    if words is not None and len(words) > MOST:
        raise TooLong("printed_as", MOST, given=len(words))
    await act.tx.update(tables.BankAccount, [{"id": bank_account, "printed_as": words}])
    return bank_account
