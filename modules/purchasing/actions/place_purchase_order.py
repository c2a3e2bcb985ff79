"""Place a purchase order: the supplier is asked to deliver; from now on it stands as it is."""

from uuid import UUID

from erp import approval
from erp.kernel import mail
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.outbox import record
from modules.purchasing import tables
from modules.purchasing.events import PurchaseOrderPlaced
from modules.purchasing.queries import locked_order
from modules.purchasing.saying import said_of
from modules.purchasing.states import PURCHASE_ORDER, PurchaseOrderState


async def place_purchase_order(*, act: Act, order: UUID, mail_to: str | None = None) -> UUID:
    """Order what a draft asks for; its paper says from now on what it says, and goes out by mail if asked.

    Tells `PurchaseOrderPlaced`. Refuses `WRONG_STATE` for anything but a draft, and what was not approved
    where the company wants that.
    """
    address = (mail_to or "").strip() or None
    if address is not None and not mail.is_address(address):
        raise BadInput("mailTo", "NOT_AN_ADDRESS")
    head = await locked_order(act, order)
    state = PURCHASE_ORDER.after("place", PurchaseOrderState(head["state"]))
    await approval.passed(act, "purchase_order", order)
    said = await said_of(act, head)
    placed = {
        "id": order,
        "state": state.value,
        "placed_by": act.actor,
        "placed_at": act.at,
        "said": said | {"payment_on": said["payment_on"].isoformat()},
        "payment_on": said["payment_on"],
        "mail_to": address,
    }
    await act.tx.update(tables.PurchaseOrder, [placed])
    await record(act, PurchaseOrderPlaced(purchase_order=order, supplier=head["supplier"]), subject=order)
    return order
