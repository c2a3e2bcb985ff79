"""Disassemble kits: kits leave their shelf and lie there as their components, worth what they were worth."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.quantity import Quantity
from modules.inventory.assembling import demands_of, pieces_of, put, shares, take, the_work, write_assembly
from modules.inventory.kits import KitNotValued, KitPartDraft
from modules.inventory.lots import require_known
from modules.inventory.states import AssemblyKind


async def disassemble_kits(
    *,
    act: Act,
    product: UUID,
    quantity: Quantity,
    on: date | None = None,
    warehouse: UUID | None = None,
    location: UUID | None = None,
    lot: str | None = None,
    serials: list[str] | None = None,
    parts: list[KitPartDraft] | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Take so many kits apart; answers the assembly that undoes them.

    Their value is shared among the components by what those are worth. Components that are tracked come back
    with a lot or with serial numbers each (`LOT_REQUIRED`, `SERIALS_DIFFER`). Refuses `NOT_A_KIT`,
    `INSUFFICIENT_STOCK`, `NOT_A_COMPONENT`, `COMPONENTS_DIFFER`.
    """
    on = on or act.today
    places = (warehouse, location)
    work = await the_work(act, product, quantity, on, places=places, parts=parts or [], post_late=post_late)
    itself = [KitPartDraft(product=product, lot=lot, serials=serials or [])] if lot or serials else []
    demands = demands_of(work.products, product, quantity, itself, "serials")
    await require_known(act, [(each.product, each.lot or "") for each in demands])
    back = [
        (each.product, piece)
        for each in work.kit.components
        for piece in await pieces_of(
            act, work.products, each.product, each.quantity, work.named_of(each.product), "parts"
        )
    ]
    await work.lock(act)
    gone = await take(act, work, demands)
    value = sum((move.value for move in gone), Decimal(0))
    if value and not any(work.products[each].is_valued for each, _ in back):
        raise KitNotValued(field="product", product=product)
    values = await shares(act, work, value, back)
    come = await put(act, work, on, [(*each, worth) for each, worth in zip(back, values, strict=True)])
    head = {"kind": AssemblyKind.DISASSEMBLY.value, "product": product, "quantity": quantity, "value": value}
    head |= {"lot": (lot or "").strip(), "assembled_on": on, "note": note}
    return await write_assembly(act, work, head, [*gone, *come])
