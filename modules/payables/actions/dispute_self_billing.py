"""Dispute a self-billing: the supplier objected; the supplier invoice is then cancelled and written anew."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.payables import tables
from modules.payables.actions.confirm_self_billing import answered
from modules.payables.self_billing import locked_statement
from modules.payables.states import SELF_BILLING


async def dispute_self_billing(
    *, act: Act, self_billing: UUID, answered_by: str, reason: str, answered_on: date | None = None
) -> UUID:
    """Write down what the supplier objects to; its invoice cannot be posted any more, only cancelled.

    Refuses an objection after the days agreed on and a second answer.
    """
    head, state = await locked_statement(act, self_billing)
    after = SELF_BILLING.after("dispute", state)
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    answer = answered(act, head, answered_on, answered_by, reason)
    await act.tx.update(tables.SelfBilling, [{"id": self_billing, "state": after.value} | answer])
    return self_billing
