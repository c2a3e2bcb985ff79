"""Assemble kits: components leave their shelves and lie there as kits, worth what they were worth."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.money import allocate
from erp.kernel.quantity import Quantity
from modules.inventory.assembling import demands_of, pieces_of, put, take, the_work, write_assembly
from modules.inventory.kits import KitNotValued, KitPartDraft
from modules.inventory.lots import require_known
from modules.inventory.states import AssemblyKind


async def assemble_kits(
    *,
    act: Act,
    product: UUID,
    quantity: Quantity,
    on: date | None = None,
    warehouse: UUID | None = None,
    location: UUID | None = None,
    lot: str | None = None,
    expires_on: date | None = None,
    serials: list[str] | None = None,
    parts: list[KitPartDraft] | None = None,
    note: str | None = None,
    post_late: bool = False,
) -> UUID:
    """Put so many kits together; answers the assembly.

    Lots of components are proposed by expiry unless `parts` names them, serial numbers are always named.
    Refuses `NOT_A_KIT`, `INSUFFICIENT_STOCK`, `SERIALS_DIFFER`, `LOT_REQUIRED` (the kit is tracked),
    `NOT_A_COMPONENT` and `COMPONENTS_DIFFER`.
    """
    on = on or act.today
    places = (warehouse, location)
    work = await the_work(act, product, quantity, on, places=places, parts=parts or [], post_late=post_late)
    itself = KitPartDraft(
        product=product, quantity=quantity, lot=lot, expires_on=expires_on, serials=serials or []
    )
    made = await pieces_of(act, work.products, product, quantity, [itself], "lot")
    demands = [
        demand
        for each in work.kit.components
        for demand in demands_of(
            work.products, each.product, each.quantity, work.named_of(each.product), "parts"
        )
    ]
    await require_known(act, [(each.product, each.lot or "") for each in demands])
    await work.lock(act)
    gone = await take(act, work, demands, good_on=on)
    value = sum((move.value for move in gone), Decimal(0))
    if value and not work.products[product].is_valued:
        raise KitNotValued(field="product", product=product)
    values = allocate(value, [piece.quantity for piece in made], act.currency)
    come = await put(act, work, on, [(product, *each) for each in zip(made, values, strict=True)])
    head = {"kind": AssemblyKind.ASSEMBLY.value, "product": product, "quantity": quantity, "value": value}
    head |= {"lot": made[0].lot if len(made) == 1 else "", "assembled_on": on, "note": note}
    return await write_assembly(act, work, head, [*gone, *come])
