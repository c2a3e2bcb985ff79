"""Change a payment run: invoices are taken out or in, or paid in part, while it is a draft."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.payables import tables
from modules.payables.paying import InvoicePart
from modules.payables.queries import locked_run
from modules.payables.running import bank_account_of, given_lines, require_bank_day, write_lines
from modules.payables.states import PAYMENT_RUN, PaymentRunState


async def change_payment_run(
    *,
    act: Act,
    run: UUID,
    lines: list[InvoicePart] | None = None,
    pay_on: date | None = None,
    bank_account: UUID | None = None,
) -> UUID:
    """Replace the lines (all of them, when given), the day or the account of a draft.

    Refuses what is not open, more than is open, what another run pays already, and a supplier whose credits
    exceed his invoices.
    """
    head = await locked_run(act, run)
    PAYMENT_RUN.after("change", PaymentRunState(head["state"]))
    changed = {"id": run, "pay_on": pay_on or head["pay_on"], "bank_account": head["bank_account"]}
    if pay_on is not None:
        await require_bank_day(act, pay_on)
    if bank_account is not None:
        changed["bank_account"] = await bank_account_of(act, bank_account)
    if lines is not None:
        found = await given_lines(act, run, lines, changed["pay_on"])
        changed["total"] = await write_lines(act, run, found)
    await act.tx.update(tables.PaymentRun, [changed])
    return run
