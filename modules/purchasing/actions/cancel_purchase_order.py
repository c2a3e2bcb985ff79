"""Cancel a purchase order: a draft is dropped, an order is taken back before anything has come."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.purchasing.queries import lines_of, locked_order, set_state
from modules.purchasing.refusals import AlreadyReceived
from modules.purchasing.requesting import free_requested
from modules.purchasing.states import PURCHASE_ORDER, PurchaseOrderState


async def cancel_purchase_order(*, act: Act, order: UUID, reason: str) -> UUID:
    """Take an order back of which nothing has come and nothing is billed; answers the order.

    Refuses `ALREADY_RECEIVED`, `WRONG_STATE`, and an empty reason, which is kept in the order's note.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    head = await locked_order(act, order)
    state = PURCHASE_ORDER.after("cancel", PurchaseOrderState(head["state"]))
    lines = await lines_of(act.tx, [order])
    if any(line["received"] > 0 or line["billed"] > 0 for line in lines):
        raise AlreadyReceived(head["number"])
    await free_requested(act, lines)
    await set_state(act, order, state.value)
    note = f"{head['note']}\n{reason}" if head["note"] else reason
    await act.tx.run("UPDATE purchasing.purchase_order SET note = $2 WHERE id = $1", order, note)
    return order
