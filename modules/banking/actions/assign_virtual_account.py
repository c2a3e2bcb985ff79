"""Assign a virtual account: the bank made a number for one customer, and what comes in on it is his."""

from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.keys import new_id
from modules.accounting import NotACustomer
from modules.banking import tables

BANK = """
    SELECT id FROM accounting.bank_account WHERE company = $1 AND is_active
    AND CASE WHEN $2::uuid IS NULL THEN is_default ELSE id = $2 END
"""


class VirtualAccountTaken(Refused):
    """The number belongs to a customer already; retire it first."""

    def __init__(self, branch_code: str, account_number: str) -> None:
        super().__init__(field="account_number", branch_code=branch_code, account_number=account_number)


async def assign_virtual_account(
    *, act: Act, customer: UUID, branch_code: str, account_number: str, bank_account: UUID | None = None
) -> UUID:
    """Give a customer a number (振込専用口座): branch of three digits, account of seven.

    A line of a statement that names it is his for certain. Refuses a number that is in use.
    """
    party = (await masterdata.parties(act.tx, [customer]))[customer]
    if not party.is_customer:
        raise NotACustomer(party.number)
    bank = await act.tx.value(BANK, act.company, bank_account)
    if bank is None:
        raise NotFound("BankAccount", bank_account, field="bankAccount")
    branch, number = _digits("branchCode", branch_code, 3), _digits("accountNumber", account_number, 7)
    made = new_id()
    row = {
        "id": made,
        "company": act.company,
        "bank_account": bank,
        "branch_code": branch,
        "account_number": number,
        "customer": party.id,
        "assigned_by": act.actor,
        "assigned_at": act.at,
        "is_active": True,
        "retired_at": None,
        "reason": None,
    }
    with taken_means(VirtualAccountTaken(branch, number)):
        await act.tx.insert(tables.VirtualAccount, [row])
    return made


def _digits(field: str, text: str, length: int) -> str:
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > length:
        raise BadInput(field, "NOT_SO_MANY_DIGITS", given=text[:20], length=length)
    return digits.zfill(length)
