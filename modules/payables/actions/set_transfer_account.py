"""Set a transfer account: what our bank wants to know in a transfer file of an account of ours."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.payables import tables
from modules.payables.accounts import BankDetails, columns_of
from modules.payables.rules.bank_account import digits
from modules.payables.rules.zengin import Field, to_zengin
from modules.payables.states import AccountType

CODE_LENGTH, NAME_LIMIT = 10, 40
NO_FEE = Money(ZERO)


async def set_transfer_account(
    *,
    act: Act,
    bank_account: UUID,
    bank_code: str,
    bank_name: str,
    branch_code: str,
    branch_name: str,
    account_number: str,
    requester_code: str,
    requester_name: str,
    account_type: AccountType = AccountType.ORDINARY,
    salary_code: str | None = None,
    line_breaks: bool = True,
    fee: Money = NO_FEE,
) -> UUID:
    """Write the bank's numbers of an account of ours down; the same again changes them.

    `requester_code` is the number the bank gave us for transfers, `salary_code` the one for salaries;
    `fee` is what it takes for one transfer, tax included. Savings accounts send no transfers.
    """
    if account_type is AccountType.SAVINGS:
        raise BadInput("accountType", "SENDS_NO_TRANSFERS")
    if fee < 0:
        raise BadInput("fee", "NEGATIVE", given=fee)
    accounting.require_coins("fee", fee, act.currency)
    if not await act.tx.value(
        "SELECT true FROM accounting.bank_account WHERE id = $1 AND company = $2", bank_account, act.company
    ):
        raise NotFound("BankAccount", bank_account, field="bankAccount")
    details = BankDetails(
        bank_code=bank_code,
        bank_name=bank_name,
        branch_code=branch_code,
        branch_name=branch_name,
        account_number=account_number,
        account_type=account_type,
    )
    row = columns_of(details) | {
        "requester_code": _code("requesterCode", requester_code),
        "salary_code": _code("salaryCode", salary_code) if salary_code else None,
        "requester_name": to_zengin(requester_name, Field.NAME, limit=NAME_LIMIT, named="requesterName"),
        "line_breaks": line_breaks,
        "fee": fee,
    }
    return await _keep(act, bank_account, row)


async def _keep(act: Act, bank_account: UUID, row: dict[str, Any]) -> UUID:
    await lock_name(act, "transfer_account", act.company, bank_account)
    there: UUID | None = await act.tx.value(
        "SELECT id FROM payables.transfer_account WHERE company = $1 AND bank_account = $2",
        act.company,
        bank_account,
    )
    if there is None:
        there = new_id()
        own = {"id": there, "company": act.company, "bank_account": bank_account}
        await act.tx.insert(tables.TransferAccount, [row | own])
    else:
        await act.tx.update(tables.TransferAccount, [row | {"id": there}])
    return there


def _code(field: str, given: str) -> str:
    plain = digits(given, CODE_LENGTH)
    if plain is None:
        raise BadInput(field, "NOT_SO_MANY_DIGITS", given=given, length=CODE_LENGTH)
    return plain
