"""Post a payment run: the bank has sent the money, and the debts are paid in the books."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_period_shared
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.payables import tables
from modules.payables.paying import Outgoing, pay
from modules.payables.queries import locked_run
from modules.payables.running import RunLine, by_supplier, lines_of
from modules.payables.sending import require_unchanged
from modules.payables.states import PAYMENT_RUN, PaymentRunState

NO_FEE = Money(ZERO)


async def post_payment_run(
    *, act: Act, run: UUID, paid_on: date | None = None, fee_per_transfer: Money = NO_FEE
) -> UUID:
    """Book one payment for each supplier on the day the bank sent it; tells `SupplierPaid` for each.

    `fee_per_transfer` is what the bank took for each and we bear, tax included. Credits are set against the
    oldest invoices first.
    """
    if fee_per_transfer < 0:
        raise BadInput("feePerTransfer", "NEGATIVE", given=fee_per_transfer)
    accounting.require_coins("feePerTransfer", fee_per_transfer, act.currency)
    head = await locked_run(act, run)
    state = PAYMENT_RUN.after("post", PaymentRunState(head["state"]))
    on = paid_on or head["pay_on"]
    await lock_period_shared(act, on)
    lines = await lines_of(act, run)
    await require_unchanged(act, lines)
    transfers = {
        row["supplier"]: row
        for row in await act.tx.rows(
            "SELECT * FROM payables.payment_run_transfer WHERE payment_run = $1", run
        )
    }
    found = by_supplier(lines)
    names = await masterdata.parties(act.tx, found)
    for supplier, own in found.items():
        rest = await _net(act, own, on)
        transfer = transfers[supplier]
        if not rest:
            continue
        given = Outgoing(
            supplier=supplier,
            supplier_name=names[supplier].name,
            paid_on=on,
            bank_account=head["bank_account"],
            invoices=rest,
            amount=transfer["amount"],
            # A fee that the supplier bears was taken off his transfer.
            fee=ZERO if transfer["fee_withheld"] else fee_per_transfer,
            supplier_account=transfer["supplier_account"],
            run=run,
        )
        await pay(act, given)
    await act.tx.update(tables.PaymentRun, [{"id": run, "state": state.value, "paid_on": on}])
    return run


async def _net(act: Act, lines: Sequence[RunLine], on: date) -> dict[UUID, Decimal]:
    """Set the credits against the invoices in their order; answers what is left to pay of which."""
    left = {line.invoice: line.amount for line in lines if not line.is_credit}
    for note in (line for line in lines if line.is_credit):
        amounts: dict[UUID, Decimal] = {}
        available: Any = note.amount
        for invoice, open_ in left.items():
            part = min(open_, available)
            if part > 0:
                amounts[invoice] = part
                available -= part
        await accounting.settle_payables(act, credit=note.invoice, amounts=amounts, on=on)
        left = {invoice: open_ - amounts.get(invoice, ZERO) for invoice, open_ in left.items()}
    return {invoice: open_ for invoice, open_ in left.items() if open_ > 0}
