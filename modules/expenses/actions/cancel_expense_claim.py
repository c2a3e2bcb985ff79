"""Cancel an expense claim: a draft is dropped, a posted one is answered by its reverse."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.locking import lock_period_shared
from erp.kernel.outbox import record
from modules import accounting
from modules.expenses import tables
from modules.expenses.booking import as_posted, entry_lines, swapped
from modules.expenses.claiming import claimant_of, lines_of, locked_claim
from modules.expenses.events import ExpenseClaimCancelled
from modules.expenses.lining import TEXT_LIMIT
from modules.expenses.states import EXPENSE_CLAIM, ClaimState


async def cancel_expense_claim(*, act: Act, claim: UUID, reason: str, on: date | None = None) -> UUID:
    """Take a claim back with a reason; its receipts and card payments may be claimed again.

    One's own draft may be dropped by oneself; what is posted is taken back by whoever may post. Refuses a
    claim that is on its way to be paid.
    """
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    on = on or act.today
    await lock_period_shared(act, on)
    head = await locked_claim(act, claim)
    if head["person"] != act.actor or head["state"] == ClaimState.POSTED.value:
        act.need("expenses.post_expense_claim")
    state = EXPENSE_CLAIM.after("cancel_expense_claim", ClaimState(head["state"]))
    if head["state"] == ClaimState.POSTED.value:
        if on < head["posted_on"]:
            raise BadInput("on", "BEFORE_CLAIM", posted_on=head["posted_on"])
        await _take_back(act, head, on, reason.strip())
    await act.tx.update(
        tables.ExpenseClaim,
        [{"id": claim, "state": state.value, "cancelled_on": on, "cancel_reason": reason.strip()}],
    )
    return claim


async def _take_back(act: Act, head: dict[str, Any], on: date, reason: str) -> None:
    claim = head["id"]
    who = await claimant_of(act, head["person"], on)
    lines = await entry_lines(act, head, as_posted(await lines_of(act, claim)), who.party)
    await accounting.post_entry(
        act=act,
        on=on,
        description=f"{head['number']} {reason}",
        lines=swapped(lines),
        origin=f"cancel:expense_claim:{claim}",
        cause=claim,
    )
    await record(act, ExpenseClaimCancelled(expense_claim=claim), subject=claim)
