"""Draft a payment run: what is due until a day is put on one list."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.payables import tables
from modules.payables.running import RunLine, bank_account_of, open_lines, require_bank_day, write_lines
from modules.payables.states import PaymentRunState

SUPPLIER_LIMIT = 500


async def draft_payment_run(
    *,
    act: Act,
    pay_on: date,
    due_until: date | None = None,
    bank_account: UUID | None = None,
    suppliers: list[UUID] | None = None,
    net_credits: bool = True,
) -> UUID:
    """List open invoices that are due until a day and in no other run, to be paid on a day the banks are
    open.

    With `net_credits` what a supplier credited us is taken off what he gets. Refuses a day on which the banks
    are closed, and an empty list.
    """
    if len(suppliers or ()) > SUPPLIER_LIMIT:
        raise TooLong("suppliers", SUPPLIER_LIMIT)
    await require_bank_day(act, pay_on)
    until = due_until or pay_on
    bank = await bank_account_of(act, bank_account)
    lines = await open_lines(
        act, until=until, pay_on=pay_on, suppliers=suppliers or None, credits=net_credits
    )
    if not lines:
        raise BadInput("dueUntil", "NOTHING_DUE")
    return await _write(act, lines, {"pay_on": pay_on, "due_until": until, "bank_account": bank})


async def _write(act: Act, lines: Sequence[RunLine], given: dict[str, Any]) -> UUID:
    run = new_id()
    number = await next_number(act, "payment_run", given["pay_on"])
    row = {
        "id": run,
        "company": act.company,
        "number": number,
        "state": PaymentRunState.DRAFT.value,
        "currency": act.currency,
        "total": ZERO,
        "drafted_by": act.actor,
        "drafted_at": act.at,
    }
    await act.tx.insert(tables.PaymentRun, [row | given])
    total = await write_lines(act, run, lines)
    await act.tx.update(tables.PaymentRun, [{"id": run, "total": total}])
    await register_document(
        act,
        kind="payment_run",
        id=run,
        number=number,
        on=given["pay_on"],
        title=number,
        amount=total,
        causes=[line.invoice for line in lines],
    )
    return run
