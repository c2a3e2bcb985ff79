"""Define a kit: what a product is made of from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.conflicts import broken_means
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.quantity import Quantity
from modules.inventory import tables
from modules.inventory.kits import KitNotValued, KitWithinItself

# Every definition holds until the next one begins; those count that hold on the day or later.
WITHIN = """
    WITH RECURSIVE holding AS (
        SELECT k.product, c.product AS part FROM (
            SELECT id, product, valid_to,
                   lead(valid_from) OVER (PARTITION BY product ORDER BY valid_from) AS next
            FROM inventory.kit) k
        JOIN inventory.kit_component c ON c.kit = k.id
        WHERE (k.valid_to IS NULL OR k.valid_to >= $2) AND (k.next IS NULL OR k.next > $2)
    ), inside AS (
        SELECT unnest($1::uuid[]) AS part
        UNION SELECT h.part FROM inside i JOIN holding h ON h.product = i.part
    )
    SELECT part FROM inside WHERE part = $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KitComponentDraft:
    """So many of a product in one kit."""

    product: UUID
    quantity: Quantity


async def define_kit(
    *,
    act: Act,
    product: UUID,
    components: list[KitComponentDraft],
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> UUID:
    """Say what a kit is made of from a day on; answers the definition.

    The one before it ends with that day; what was put together by it stays as it is. Refuses
    `KIT_WITHIN_ITSELF`, `KIT_NOT_VALUED`, and a second definition of the same day.
    """
    valid_from = valid_from or act.today
    _require_sound(components, valid_from, valid_to)
    await locking.lock_name(act, "define_kit", act.company)
    products = await masterdata.products(act.tx, [product, *(each.product for each in components)])
    for name, each in [("product", product)] + [
        (f"components.{at}.product", each.product) for at, each in enumerate(components)
    ]:
        if not products[each].is_stocked:
            raise BadInput(name, "NOT_STOCKED")
    if not products[product].is_valued and any(products[each.product].is_valued for each in components):
        raise KitNotValued(field="product", product=product)
    if await act.tx.rows(WITHIN, [each.product for each in components], valid_from, product):
        raise KitWithinItself(field="components", product=product)
    return await _write(act, product, components, valid_from, valid_to)


def _require_sound(components: Sequence[KitComponentDraft], valid_from: date, valid_to: date | None) -> None:
    if not components:
        raise BadInput("components", "EMPTY")
    for at, each in enumerate(components):
        if each.quantity <= 0:
            raise BadInput(f"components.{at}.quantity", "QUANTITY_NOT_POSITIVE")
    if len({each.product for each in components}) != len(components):
        raise BadInput("components", "PRODUCT_TWICE")
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "ENDS_BEFORE_IT_BEGINS", valid_from=valid_from, valid_to=valid_to)


async def _write(
    act: Act,
    product: UUID,
    components: Sequence[KitComponentDraft],
    valid_from: date,
    valid_to: date | None,
) -> UUID:
    kit = new_id()
    head = {"id": kit, "company": act.company, "product": product, "recorded_at": act.at}
    head |= {"valid_from": valid_from, "valid_to": valid_to}
    with broken_means(BadInput("validFrom", "DEFINED_THAT_DAY"), "kit_key"):
        await act.tx.insert(tables.Kit, [head])
    rows = [
        {"id": new_id(), "company": act.company, "kit": kit, "line_no": at}
        | {"product": each.product, "quantity": each.quantity}
        for at, each in enumerate(components, start=1)
    ]
    await act.tx.insert(tables.KitComponent, rows)
    return kit
