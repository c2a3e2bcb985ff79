"""Cancel a purchase bill: a draft is dropped, a posted one is answered by its reverse; it can come again."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.locking import lock_period_shared
from modules import payables
from modules.purchasing import tables
from modules.purchasing.lines import NOTHING
from modules.purchasing.posting import bill_lines, booked_on, locked_bill, restore_accruals
from modules.purchasing.queries import count, locked_orders
from modules.purchasing.states import PURCHASE_BILL, BillKind, PurchaseBillState


async def cancel_purchase_bill(*, act: Act, bill: UUID, reason: str, on: date | None = None) -> UUID:
    """Take a bill back with a reason; what it was for waits for a bill again.

    Refuses what something was paid on and what is in a payment run, an empty reason, and a day nobody may
    post on.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    day = on or act.today
    await lock_period_shared(act, day)
    _, orders = await booked_on(act, bill)
    await locked_orders(act, orders)
    head = await locked_bill(act, bill)
    state = PURCHASE_BILL.after("cancel", PurchaseBillState(head["state"]))
    await payables.cancel_supplier_invoice(act=act, invoice=head["supplier_invoice"], reason=reason, on=day)
    if head["state"] == PurchaseBillState.POSTED.value:
        await restore_accruals(act, head, day, reason)
    sign = -1 if head["kind"] == BillKind.BILL.value else 1
    freed: dict[UUID, Decimal] = {}
    allowed: dict[UUID, Decimal] = {}
    for line in await bill_lines(act.tx, bill):
        own = line["order_line"]
        freed[own] = freed.get(own, NOTHING) + sign * line["quantity"]
        allowed[own] = allowed.get(own, NOTHING) - line["allowance"]
    await count(act, {"billed": freed, "allowance_billed": allowed})
    await act.tx.update(tables.PurchaseBill, [{"id": bill, "state": state.value}])
    return bill
