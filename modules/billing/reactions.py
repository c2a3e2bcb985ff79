"""What billing does about facts: bills asked for are made, a bill whose invoice is gone is cancelled."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Busy, Refused, Unavailable
from erp.kernel.labels import refusal_message
from erp.kernel.outbox import when
from modules import accounting
from modules.billing.actions.close_customer import close_customer
from modules.billing.bills import held_bill, release
from modules.billing.events import ClosingAsked
from modules.billing.refusals import NothingToClose
from modules.billing.states import ClosingBillState, ClosingResult
from modules.billing.supplies import hold_payer


@when(ClosingAsked)
async def close_asked_customer(*, act: Act, event: ClosingAsked) -> None:
    """Make one bill of a run; what keeps it from being made is written down instead, and the run goes on."""
    state = await act.tx.value("SELECT result FROM billing.closing_run_customer WHERE id = $1", event.entry)
    if state != ClosingResult.PENDING:
        return
    try:
        async with act.tx.savepoint("one_customer"):
            bill = await close_customer(act=act, customer=event.customer, closing_on=event.closing_on)
    except (Busy, Unavailable):
        raise
    except NothingToClose:
        await _note(act, event.entry, ClosingResult.NOTHING)
    except Refused as refused:
        await _note(
            act,
            event.entry,
            ClosingResult.REFUSED,
            reason=refused.code,
            message=refusal_message(refused, "ja"),
        )
    else:
        await _note(act, event.entry, ClosingResult.BILLED, bill=bill)


async def _note(
    act: Act,
    entry: UUID,
    result: ClosingResult,
    *,
    bill: UUID | None = None,
    reason: str | None = None,
    message: str | None = None,
) -> None:
    await act.tx.run(
        """UPDATE billing.closing_run_customer SET result = $2, bill = $3, reason = $4, message = $5
           WHERE id = $1""",
        entry,
        result.value,
        bill,
        reason,
        message,
    )


@when(accounting.InvoiceCancelled)
async def cancel_bill_without_invoice(*, act: Act, event: accounting.InvoiceCancelled) -> None:
    """Somebody cancelled the invoice itself: its bill says nothing any more, and its supplies wait again."""
    bill = await act.tx.value(
        "SELECT id FROM billing.closing_bill WHERE invoice = $1 AND state = 'ISSUED'", event.invoice
    )
    if bill is None:
        return
    row = await held_bill(act, bill, hold=hold_payer)
    if row["state"] == ClosingBillState.ISSUED:
        await release(act, bill, "請求書の取消")
