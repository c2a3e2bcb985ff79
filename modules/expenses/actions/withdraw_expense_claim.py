"""Withdraw an expense claim that was submitted, to put it right."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.expenses import tables
from modules.expenses.claiming import locked_claim
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def withdraw_expense_claim(*, act: Act, claim: UUID) -> UUID:
    """Take one's own claim back into the draft; refuses one that is in the books already."""
    head = await locked_claim(act, claim, own=True)
    state = EXPENSE_CLAIM.after("withdraw_expense_claim", ClaimState(head["state"]))
    await act.tx.update(tables.ExpenseClaim, [{"id": claim, "state": state.value, "submitted_at": None}])
    await approval.changed(act, "expense_claim", claim)
    return claim
