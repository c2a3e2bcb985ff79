"""Register a bank account: money can come in there, and it has its place in the books."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import tables


class BankAccountThere(Refused):
    """The company has a bank account of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(field="name", name=name)


async def register_bank_account(*, act: Act, name: str, account: UUID, is_default: bool = False) -> UUID:
    """Add a bank account; the first one is where receipts go, until another one is said to be."""
    if not name.strip():
        raise BadInput("name", "EMPTY")
    kind = await act.tx.value("SELECT kind FROM masterdata.account WHERE id = $1 AND is_active", account)
    if kind is None:
        raise NotFound("Account", account, field="account")
    if kind != "ASSET":
        raise BadInput("account", "NOT_AN_ASSET")
    await lock_name(act, "bank_account", act.company)
    there = await act.tx.rows(
        "SELECT id, name, is_default FROM accounting.bank_account WHERE company = $1", act.company
    )
    if name in [row["name"] for row in there]:
        raise BankAccountThere(name)
    before = [row["id"] for row in there if row["is_default"]]
    if is_default and before:
        await act.tx.update(tables.BankAccount, [{"id": each, "is_default": False} for each in before])
    bank_account = new_id()
    await act.tx.insert(
        tables.BankAccount,
        [
            {
                "id": bank_account,
                "company": act.company,
                "name": name,
                "account": account,
                "is_default": is_default or not before,
                "is_active": True,
            }
        ],
    )
    return bank_account
