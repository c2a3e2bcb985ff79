"""Close a purchase order: nothing more is expected of it."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.purchasing.queries import lines_of, locked_order, set_state
from modules.purchasing.refusals import InspectionWaits
from modules.purchasing.states import PURCHASE_ORDER, PurchaseOrderState


async def close_purchase_order(*, act: Act, order: UUID) -> UUID:
    """End an order, also one that has not come in full; what was accepted can still be billed.

    Refuses `INSPECTION_WAITS` while delivered goods were not looked at, and `WRONG_STATE`.
    """
    head = await locked_order(act, order)
    state = PURCHASE_ORDER.after("close", PurchaseOrderState(head["state"]))
    lines = await lines_of(act.tx, [order])
    if any(line["accepted"] + line["rejected"] < line["received"] for line in lines):
        raise InspectionWaits(head["number"])
    await set_state(act, order, state.value)
    return order
