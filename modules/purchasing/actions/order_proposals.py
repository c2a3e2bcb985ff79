"""Order proposals: what has to be ordered again becomes drafts, one for each supplier and warehouse."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules.purchasing.lines import LINE_LIMIT, PurchaseLineDraft
from modules.purchasing.ordering import Wish, write_orders
from modules.purchasing.proposing import proposals


class NothingToOrder(Refused):
    """Nothing of this is below its reorder point, or nobody delivers it at a price we know."""


async def order_proposals(
    *, act: Act, products: list[UUID] | None = None, warehouse: UUID | None = None
) -> UUID:
    """Draft orders for all that is below its reorder point, or for these products; answers the first order.

    What is proposed now is ordered, so pressing twice orders once: drafts count as on order. Products that
    nobody delivers, or without an agreed price, stay. Refuses `NOTHING_TO_ORDER`.
    """
    await lock_name(act, "order_proposals", act.company)
    rows = [
        row
        for row in await proposals(act)
        if row["supplier_id"]
        and row["unit_price"] is not None
        and (products is None or row["product_id"] in products)
        and warehouse in (None, row["warehouse_id"])
    ]
    if not rows:
        raise NothingToOrder()
    groups: dict[tuple[UUID, UUID], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["supplier_id"], row["warehouse_id"]), []).append(row)
    orders = await write_orders(
        act, [_wish(act, *key, group[:LINE_LIMIT]) for key, group in sorted(groups.items())]
    )
    return orders[0]


def _wish(act: Act, supplier: UUID, warehouse: UUID, rows: Sequence[dict[str, Any]]) -> Wish:
    return Wish(
        supplier=supplier,
        warehouse=warehouse,
        expected_on=act.today + timedelta(days=max(row["lead_days"] for row in rows)),
        lines=[
            PurchaseLineDraft(
                product=row["product_id"],
                quantity=Quantity(row["order_quantity"]),
                unit_price=Money(row["unit_price"]),
                expected_on=row["expected_on"],
            )
            for row in rows
        ],
    )
