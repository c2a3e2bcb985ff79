"""Cancel a payment run: nothing of it was sent, and its invoices are free for another."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.payables import tables
from modules.payables.approvals import PAYMENT_RUN as KIND
from modules.payables.capturing import TEXT_LIMIT
from modules.payables.queries import locked_run
from modules.payables.states import PAYMENT_RUN, PaymentRunState


async def cancel_payment_run(*, act: Act, run: UUID, reason: str) -> UUID:
    """Give a run up, with a reason, as long as it is not paid; a file that was made stays with it."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("cancel", PaymentRunState(head["state"]))
    await act.tx.update(
        tables.PaymentRun, [{"id": run, "state": state.value, "cancel_reason": reason.strip()}]
    )
    await approval.changed(act, KIND, run)
    return run
