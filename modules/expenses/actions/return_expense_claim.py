"""Return an expense claim to its claimant, with the reason."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.expenses import tables
from modules.expenses.claiming import locked_claim
from modules.expenses.lining import TEXT_LIMIT
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def return_expense_claim(*, act: Act, claim: UUID, reason: str) -> UUID:
    """Send a submitted claim back; the claimant sees why and may put it right."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    head = await locked_claim(act, claim)
    state = EXPENSE_CLAIM.after("return_expense_claim", ClaimState(head["state"]))
    await act.tx.update(
        tables.ExpenseClaim,
        [{"id": claim, "state": state.value, "submitted_at": None, "return_reason": reason.strip()}],
    )
    await approval.changed(act, "expense_claim", claim)
    return claim
