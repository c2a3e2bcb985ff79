"""What kits are made of on a day, and which pieces go into them or come out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.quantity import Quantity, convert

# The definition of a day is the one that began last; it may have ended without another one.
IN_FORCE = """
    SELECT k.id, c.product, c.quantity FROM (
        SELECT id, valid_to FROM inventory.kit WHERE product = $1 AND valid_from <= $2
        ORDER BY valid_from DESC LIMIT 1) k
    JOIN inventory.kit_component c ON c.kit = k.id
    WHERE k.valid_to IS NULL OR k.valid_to >= $2
    ORDER BY c.line_no
"""


class NotAKit(Refused):
    """On that day nothing says what the product is made of."""


class KitWithinItself(Refused):
    """A kit is no part of itself, nor of any of its parts."""


class KitNotValued(Refused):
    """A kit that is expensed when it comes in cannot keep the value of its components."""


class NotAComponent(Refused):
    """The kit is not made of that product."""


class ComponentsDiffer(Refused):
    """The pieces that are named are not as many as the kits take."""


@dataclass(frozen=True, slots=True)
class Component:
    """So many of a product for all kits of a document."""

    product: UUID
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPartDraft:
    """Which lot (or which serial numbers) of a component; what is not tracked needs no word."""

    product: UUID
    quantity: Quantity | None = None
    lot: str | None = None
    expires_on: date | None = None
    serials: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KitOfDay:
    """The definition that holds on a day, with what so many kits are made of."""

    id: UUID
    components: list[Component]


async def kit_on(act: Act, product: UUID, quantity: Decimal, on: date) -> KitOfDay:
    """What so many kits are made of on a day; refuses `NOT_A_KIT`."""
    if quantity <= 0:
        raise BadInput("quantity", "QUANTITY_NOT_POSITIVE")
    rows = await act.tx.rows(IN_FORCE, product, on)
    if not rows:
        raise NotAKit(field="product", product=product, on=on)
    parts = [Component(row["product"], convert(quantity, row["quantity"])) for row in rows]
    return KitOfDay(rows[0]["id"], parts)


def require_components(kit: KitOfDay, parts: Sequence[KitPartDraft]) -> None:
    """Refuses `NOT_A_COMPONENT` by the first part that the kit is not made of."""
    known = {each.product for each in kit.components}
    for at, part in enumerate(parts):
        if part.product not in known:
            raise NotAComponent(field=f"parts.{at}.product", product=part.product)
        if part.quantity is not None and part.quantity <= 0:
            raise BadInput(f"parts.{at}.quantity", "QUANTITY_NOT_POSITIVE")
