"""Set a supplier's product: how he delivers it, and whether we look at it before it is ours."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.quantity import Quantity
from modules.purchasing import tables
from modules.purchasing.lines import TEXT_LIMIT
from modules.purchasing.states import OrderRule
from modules.purchasing.suppliers import selling

LONGEST_LEAD = 730
ANY = Quantity(Decimal(0))
THERE = """
    SELECT id FROM purchasing.supplier_product WHERE company = $1 AND supplier = $2 AND product = $3
"""
OTHERS = """
    UPDATE purchasing.supplier_product SET is_preferred = false
    WHERE company = $1 AND product = $2 AND supplier <> $3 AND is_preferred
"""


async def set_supplier_product(
    *,
    act: Act,
    supplier: UUID,
    product: UUID,
    supplier_code: str | None = None,
    lead_days: int = 0,
    minimum_order: Quantity = ANY,
    order_multiple: Quantity = ANY,
    needs_inspection: bool = False,
    is_preferred: bool = False,
    order_rule: OrderRule = OrderRule.WARN,
) -> UUID:
    """Write down how a supplier delivers a product; the same again changes it. One supplier is preferred.

    `order_rule`: an order below his least quantity, or no multiple of his lot, is refused or told.
    """
    if not 0 <= lead_days <= LONGEST_LEAD:
        raise BadInput("leadDays", "NOT_A_NUMBER_OF_DAYS", given=lead_days)
    for field, value in (("minimumOrder", minimum_order), ("orderMultiple", order_multiple)):
        if value < 0:
            raise BadInput(field, "NEGATIVE", given=value)
    if len(supplier_code or "") > TEXT_LIMIT:
        raise TooLong("supplierCode", TEXT_LIMIT)
    seller = await selling(act, supplier)
    await masterdata.products(act.tx, [product])
    await lock_name(act, "supplier_product", act.company, product)
    if is_preferred:
        await act.tx.run(OTHERS, act.company, product, seller.party.id)
    there = await act.tx.value(THERE, act.company, seller.party.id, product)
    row: dict[str, Any] = {
        "id": there or new_id(),
        "company": act.company,
        "supplier": seller.party.id,
        "product": product,
        "supplier_code": supplier_code,
        "lead_days": lead_days,
        "minimum_order": minimum_order,
        "order_multiple": order_multiple,
        "needs_inspection": needs_inspection,
        "is_preferred": is_preferred,
        "order_rule": order_rule.value,
    }
    if there:
        await act.tx.update(tables.SupplierProduct, [row])
    else:
        await act.tx.insert(tables.SupplierProduct, [row])
    key: UUID = row["id"]
    return key
