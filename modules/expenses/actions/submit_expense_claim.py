"""Submit an expense claim: it is checked against the company's rules and stands still from now on."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.expenses import tables
from modules.expenses.checking import check_claim, require_policy
from modules.expenses.claiming import add_up, claimant_of, locked_claim
from modules.expenses.refusals import EmptyClaim
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def submit_expense_claim(*, act: Act, claim: UUID) -> UUID:
    """Hand one's own draft in: whoever has to be asked is asked. What was seen on its lines goes with it.

    Refuses `POLICY_BROKEN` where a rule says that it must be kept, and a claim without lines.
    """
    head = await locked_claim(act, claim, own=True)
    state = EXPENSE_CLAIM.after("submit_expense_claim", ClaimState(head["state"]))
    who = await claimant_of(act, head["person"], act.today)
    lines = await check_claim(act, claim, who)
    if not lines:
        raise EmptyClaim(head["number"])
    require_policy(lines)
    await add_up(act, head)
    await act.tx.update(
        tables.ExpenseClaim,
        [{"id": claim, "state": state.value, "submitted_at": act.at, "return_reason": None}],
    )
    await approval.submit(act, "expense_claim", claim)
    return claim
