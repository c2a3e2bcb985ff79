"""Post a purchase bill: what was matched is owed, and what it differs goes where the goods went."""

from uuid import UUID

from erp.kernel.asking import Act
from modules import payables
from modules.purchasing import tables
from modules.purchasing.duties import require_other_than_receiver
from modules.purchasing.posting import booked_on, clear_accruals, locked_bill
from modules.purchasing.queries import locked_orders
from modules.purchasing.refusals import BillOutside
from modules.purchasing.states import PURCHASE_BILL, PurchaseBillState


async def post_purchase_bill(*, act: Act, bill: UUID, reason: str | None = None) -> UUID:
    """Put a matched or released bill into the books through payables; answers the bill.

    What was accepted is cleared of 未請求仕入; the rest of the price, and tax that does not count,
    goes to stock and cost of sales, or to the line's account. Refuses `BILL_OUTSIDE` before it is released.
    Where the duty rule says so, who received the goods does not do this, or gives a `reason`.
    """
    head, orders = await booked_on(act, bill)
    await locked_orders(act, orders)
    head = await locked_bill(act, bill)
    if head["state"] == PurchaseBillState.EXCEPTION.value:
        raise BillOutside(head["number"], head["findings"])
    await require_other_than_receiver(act, bill, reason)
    state = PURCHASE_BILL.after("post", PurchaseBillState(head["state"]))
    await payables.post_supplier_invoice(act=act, invoice=head["supplier_invoice"])
    await clear_accruals(act, head)
    await act.tx.update(tables.PurchaseBill, [{"id": bill, "state": state.value}])
    return bill
