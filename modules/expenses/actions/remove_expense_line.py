"""Remove an expense line from a draft, so that it can be entered anew."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.expenses.checking import check_claim
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def remove_expense_line(*, act: Act, line: UUID) -> UUID:
    """Take a line out of one's own draft; answers the claim. The receipt's file may then be claimed again."""
    claim = await act.tx.value(
        "SELECT expense_claim FROM expenses.expense_line WHERE id = $1 AND company = $2", line, act.company
    )
    if claim is None:
        raise NotFound("ExpenseLine", line, field="line")
    head = await locked_claim(act, claim, own=True)
    EXPENSE_CLAIM.after("change_expense_claim", ClaimState(head["state"]))
    await act.tx.run("DELETE FROM expenses.expense_line WHERE id = $1", line)
    await add_up(act, head)
    await check_claim(act, claim, await claimant_of(act, head["person"], act.today))
    return claim
