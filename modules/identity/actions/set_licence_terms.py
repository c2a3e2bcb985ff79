"""Write down what a group or licence is: its name, price a month, seats, and whether it is delicate."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from erp.kernel.money import Money
from modules.identity import tables


async def set_licence_terms(
    *,
    act: Act,
    entitlement: UUID,
    name: str | None = None,
    note: str | None = None,
    is_sensitive: bool | None = None,
    monthly_price: Money | None = None,
    seats: int | None = None,
) -> UUID:
    """Change what is given, keep what is not; an empty price or number of seats is kept as it was.

    Refuses negative figures.
    """
    if not await lock_rows(act, tables.Entitlement, [entitlement]):
        raise NotFound("entitlement", entitlement, field="entitlement")
    for field, value in (("monthlyPrice", monthly_price), ("seats", seats)):
        if value is not None and value < 0:
            raise BadInput(field, "NEGATIVE")
    given: dict[str, Any] = {"name": (name or "").strip() or None, "note": note, "is_sensitive": is_sensitive}
    given |= {"monthly_price": monthly_price, "seats": seats}
    change = {key: value for key, value in given.items() if value is not None}
    if change:
        await act.tx.update(tables.Entitlement, [{"id": entitlement} | change])
    return entitlement
