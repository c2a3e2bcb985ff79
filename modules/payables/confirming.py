"""Accounts of suppliers come into use, or not, by the word of a second person."""

from typing import Any
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.approvals import SUPPLIER_ACCOUNT as KIND
from modules.payables.states import SUPPLIER_ACCOUNT, SupplierAccountState


async def use_account(act: Act, row: dict[str, Any], *, decided_by: UUID, call_back: str) -> None:
    """Money may go there from now on; the account used so far is kept as history.

    Where the company's matrix speaks of accounts, only what was approved comes into use.
    """
    state = SUPPLIER_ACCOUNT.after("confirm", SupplierAccountState(row["state"]))
    await approval.passed(act, KIND, row["id"])
    await act.tx.run(
        """UPDATE payables.supplier_account SET state = 'RETIRED'
           WHERE company = $1 AND supplier = $2 AND state = 'CONFIRMED'""",
        act.company,
        row["supplier"],
    )
    await _write(act, row, state, decided_by, call_back)


async def turn_down(act: Act, row: dict[str, Any], *, decided_by: UUID, reason: str) -> None:
    """Nothing goes there; whoever was still being asked about it is asked no more."""
    state = SUPPLIER_ACCOUNT.after("reject", SupplierAccountState(row["state"]))
    await _write(act, row, state, decided_by, reason)
    await approval.changed(act, KIND, row["id"])


async def _write(
    act: Act, row: dict[str, Any], state: SupplierAccountState, decided_by: UUID, said: str
) -> None:
    changed = {"id": row["id"], "state": state.value, "call_back": said.strip()}
    await act.tx.update(tables.SupplierAccount, [changed | {"decided_by": decided_by, "decided_at": act.at}])
