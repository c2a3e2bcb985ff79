"""Release a purchase bill: what is outside the tolerance is paid all the same, for a reason."""

from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT
from modules.purchasing.posting import locked_bill
from modules.purchasing.refusals import ReleasedByEnterer
from modules.purchasing.states import PURCHASE_BILL, PurchaseBillState


async def release_purchase_bill(*, act: Act, bill: UUID, reason: str) -> UUID:
    """Say why a bill outside the tolerance is right; answers the bill, which may be posted now.

    Refuses whoever entered it, an empty reason, and `WRONG_STATE` for a bill that needs no release.
    """
    if not reason.strip():
        raise BadInput("reason", "REQUIRED")
    if len(reason) > TEXT_LIMIT:
        raise TooLong("reason", TEXT_LIMIT)
    head = await locked_bill(act, bill)
    state = PURCHASE_BILL.after("release", PurchaseBillState(head["state"]))
    if head["entered_by"] == act.actor:
        raise ReleasedByEnterer(head["number"])
    await approval.passed(act, "purchase_bill", bill)
    await act.tx.update(
        tables.PurchaseBill,
        [
            {
                "id": bill,
                "state": state.value,
                "released_by": act.actor,
                "released_at": act.at,
                "release_reason": reason.strip(),
            }
        ],
    )
    return bill
