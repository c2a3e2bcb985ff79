"""Change a purchase order: while it is a draft, all of it may still be put right."""

from datetime import date
from uuid import UUID

from erp import approval
from erp.kernel.asking import Act
from modules.purchasing import tables
from modules.purchasing.lines import PurchaseLineDraft
from modules.purchasing.ordering import Wish, order_rows, register_order
from modules.purchasing.queries import locked_order
from modules.purchasing.states import PURCHASE_ORDER, PurchaseOrderState


async def change_purchase_order(
    *,
    act: Act,
    order: UUID,
    lines: list[PurchaseLineDraft],
    supplier: UUID | None = None,
    ordered_on: date | None = None,
    expected_on: date | None = None,
    warehouse: UUID | None = None,
    department: UUID | None = None,
    inspection_days: int | None = None,
    payment_on: date | None = None,
    remark: str | None = None,
    note: str | None = None,
) -> UUID:
    """Write the draft anew as given; supplier, day, currency and warehouse stay where they are not given.

    Refuses `WRONG_STATE` once it is ordered, and whatever a new order would be refused for.
    """
    head = await locked_order(act, order)
    PURCHASE_ORDER.after("change", PurchaseOrderState(head["state"]))
    wish = Wish(
        supplier=supplier or head["supplier"], lines=lines, ordered_on=ordered_on or head["ordered_on"],
        expected_on=expected_on, warehouse=warehouse or head["warehouse"], department=department,
        currency=head["currency"], inspection_days=inspection_days, payment_on=payment_on, remark=remark,
        note=note, purchase_request=head["purchase_request"], quotation=head["quotation"],
    )  # fmt: skip
    changed, priced, seller = await order_rows(act, wish)
    await act.tx.run("DELETE FROM purchasing.purchase_order_line WHERE purchase_order = $1", order)
    await act.tx.insert(
        tables.PurchaseOrderLine, [line | {"purchase_order": order} | tables.UNTOUCHED for line in priced]
    )
    await act.tx.update(tables.PurchaseOrder, [changed | {"id": order}])
    await register_order(act, head | changed, seller.party.name)
    await approval.changed(act, "purchase_order", order)
    return order
