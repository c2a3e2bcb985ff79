"""Withdraw a payment run: a proposal is a draft again, and whoever approved it has to look at it anew."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.approvals import PAYMENT_RUN as KIND
from modules.payables.queries import locked_run
from modules.payables.states import PAYMENT_RUN, PaymentRunState


async def withdraw_payment_run(*, act: Act, run: UUID) -> UUID:
    """Take a proposal back, or send it back; its approvals do not count any more."""
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("withdraw", PaymentRunState(head["state"]))
    await act.tx.update(
        tables.PaymentRun, [{"id": run, "state": state.value, "proposed_by": None, "proposed_at": None}]
    )
    await act.tx.run("DELETE FROM payables.payment_run_transfer WHERE payment_run = $1", run)
    await approval.changed(act, KIND, run)
    return run
