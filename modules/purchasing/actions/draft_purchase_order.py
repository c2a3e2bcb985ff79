"""Draft a purchase order: what we want from a supplier is written down; nothing is ordered yet."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.purchasing.lines import PurchaseLineDraft
from modules.purchasing.ordering import Wish, write_orders


async def draft_purchase_order(
    *,
    act: Act,
    supplier: UUID,
    lines: list[PurchaseLineDraft],
    ordered_on: date | None = None,
    expected_on: date | None = None,
    warehouse: UUID | None = None,
    department: UUID | None = None,
    currency: str | None = None,
    inspection_days: int | None = None,
    payment_on: date | None = None,
    remark: str | None = None,
    note: str | None = None,
    origin: str | None = None,
) -> UUID:
    """Write an order down at the prices agreed with the supplier, unless a line names its own.

    `origin` is the sender's own key: a second order with the same origin is the first one. Refuses a party
    that is no active supplier, a line without a price anywhere, a service without an account, a delivery
    before the order.
    """
    if origin is not None:
        there = await act.tx.value(
            "SELECT id FROM purchasing.purchase_order WHERE company = $1 AND origin = $2", act.company, origin
        )
        if there is not None:
            return there
    wish = Wish(
        supplier=supplier, lines=lines, ordered_on=ordered_on, expected_on=expected_on, warehouse=warehouse,
        department=department, currency=currency, inspection_days=inspection_days, payment_on=payment_on,
        remark=remark, note=note, origin=origin,
    )  # fmt: skip
    (order,) = await write_orders(act, [wish])
    return order
