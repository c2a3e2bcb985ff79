"""Propose a supplier's account: where his money is to go from now on, once a second person has confirmed
it.
"""

from typing import Any
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.payables import tables
from modules.payables.accounts import NAME_LIMIT, BankDetails, columns_of, of_post_bank
from modules.payables.approvals import SUPPLIER_ACCOUNT as KIND
from modules.payables.rules.zengin import Field, to_zengin
from modules.payables.states import AccountType, SupplierAccountState
from modules.payables.suppliers import supplier_of


class AccountAlreadyProposed(Refused):
    """Another account of this supplier waits for its second person; it is confirmed or rejected first."""


async def propose_supplier_account(
    *,
    act: Act,
    supplier: UUID,
    holder: str,
    bank_code: str | None = None,
    bank_name: str | None = None,
    branch_code: str | None = None,
    branch_name: str | None = None,
    account_number: str | None = None,
    account_type: AccountType = AccountType.ORDINARY,
    postal_symbol: str | None = None,
    postal_number: str | None = None,
) -> UUID:
    """Write an account down, by bank and branch or by the post bank's symbol and number.

    The account in use stays in use until another person confirms this one. Refuses characters no bank takes,
    and a second proposal while one is waiting. Whom the matrix names is asked at once.
    """
    found = await supplier_of(act, supplier)
    if postal_symbol or postal_number:
        details = of_post_bank(postal_symbol or "", postal_number or "")
    else:
        details = BankDetails(
            bank_code=bank_code or "",
            bank_name=bank_name or "",
            branch_code=branch_code or "",
            branch_name=branch_name or "",
            account_number=account_number or "",
            account_type=account_type,
        )
    name = to_zengin(holder, Field.NAME, limit=NAME_LIMIT, named="holder")
    if not name:
        raise BadInput("holder", "REQUIRED")
    row = columns_of(details) | {"holder": name}
    await lock_name(act, "supplier_account", act.company, found.party.id)
    waiting = await act.tx.value(
        """SELECT true FROM payables.supplier_account
           WHERE company = $1 AND supplier = $2 AND state = 'PROPOSED'""",
        act.company,
        found.party.id,
    )
    if waiting:
        raise AccountAlreadyProposed()
    account = new_id()
    own: dict[str, Any] = {"id": account, "company": act.company, "supplier": found.party.id}
    own |= {"state": SupplierAccountState.PROPOSED.value, "proposed_by": act.actor, "proposed_at": act.at}
    await act.tx.insert(tables.SupplierAccount, [row | own])
    await approval.submit(act, KIND, account)
    return account
