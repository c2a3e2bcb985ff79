"""Set a reorder point: below how many of a product in a warehouse we order again, and up to how many."""

from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.quantity import Quantity
from modules.purchasing import tables

THERE = "SELECT id FROM purchasing.reorder_point WHERE company = $1 AND product = $2 AND warehouse = $3"


async def set_reorder_point(
    *,
    act: Act,
    product: UUID,
    reorder_point: Quantity,
    target_stock: Quantity,
    warehouse: UUID | None = None,
) -> UUID:
    """Say when a product is ordered again; nothing and nothing ends it. Refuses a target below the point."""
    if reorder_point < 0:
        raise BadInput("reorderPoint", "NEGATIVE", given=reorder_point)
    if target_stock < reorder_point:
        raise BadInput("targetStock", "BELOW_REORDER_POINT", reorder_point=reorder_point)
    found = (await masterdata.products(act.tx, [product]))[product]
    if not found.is_stocked:
        raise BadInput("product", "NOT_STOCKED")
    place = await masterdata.default_warehouse(act.tx, act.company, warehouse)
    await lock_name(act, "reorder_point", act.company, product, place)
    there = await act.tx.value(THERE, act.company, product, place)
    row: dict[str, Any] = {
        "id": there or new_id(),
        "company": act.company,
        "product": product,
        "warehouse": place,
        "reorder_point": reorder_point,
        "target_stock": target_stock,
    }
    if there:
        await act.tx.update(tables.ReorderPoint, [row])
    else:
        await act.tx.insert(tables.ReorderPoint, [row])
    key: UUID = row["id"]
    return key
