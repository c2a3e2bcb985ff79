"""Who ordered does not also receive, and who received does not also post the bill: asked when it happens."""

from typing import Any
from uuid import UUID

from erp.access import require_other_person
from erp.kernel.asking import Act

RECEIVERS = """
    SELECT DISTINCT r.received_by FROM purchasing.purchase_bill_line l
    JOIN purchasing.goods_receipt_line g ON g.order_line = l.order_line
    JOIN purchasing.goods_receipt r ON r.id = g.goods_receipt
    WHERE l.purchase_bill = $1 AND r.received_by = $2
"""


async def require_other_than_buyer(act: Act, order: dict[str, Any], reason: str | None) -> None:
    """What the rule says where who placed the order also writes down that it came."""
    await require_other_person(
        act,
        order["placed_by"] or order["id"],
        "order_and_receipt",
        document=order["id"],
        kind="purchase_order",
        reason=reason,
    )


async def require_other_than_receiver(act: Act, bill: UUID, reason: str | None) -> None:
    """What the rule says where who wrote down what came also posts what it cost."""
    for row in await act.tx.rows(RECEIVERS, bill, act.actor):
        await require_other_person(
            act, row["received_by"], "receipt_and_invoice", document=bill, kind="purchase_bill", reason=reason
        )
