"""Release an expense payment: a claim that waits for the payroll waits for a decision again."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.expenses import tables
from modules.expenses.claiming import locked_claim
from modules.expenses.refusals import ClaimInPayment
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def release_expense_payment(*, act: Act, claim: UUID) -> UUID:
    """Take a claim off its month's payroll. One that was handed to the payables comes back by itself when its
    supplier invoice is cancelled, and is refused here.
    """
    head = await locked_claim(act, claim)
    state = EXPENSE_CLAIM.after("release_expense_payment", ClaimState(head["state"]))
    if head["supplier_invoice"] is not None:
        raise ClaimInPayment(head["number"])
    changed = {"id": claim, "state": state.value, "payroll_month": None, "paid_on": None}
    await act.tx.update(tables.ExpenseClaim, [changed])
    return claim
