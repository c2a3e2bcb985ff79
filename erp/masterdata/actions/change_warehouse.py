"""A warehouse gets another name or address, or is closed."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import differing, locked
from erp.masterdata.checks import name_of, words
from erp.masterdata.keep import KEEP, given
from erp.masterdata.tables import Warehouse


async def change_warehouse(
    *, act: Act, warehouse: UUID, name: str = KEEP, address: str | None = KEEP, is_active: bool = KEEP
) -> UUID:
    """Change what is mentioned; a warehouse that is not active is not proposed any more."""
    row = await locked(act, Warehouse, warehouse, field="warehouse")
    changes = given(name=name, address=address, is_active=is_active)
    if "name" in changes:
        changes["name"] = name_of("name", changes["name"])
    if "address" in changes:
        changes["address"] = words("address", changes["address"])
    changes = differing(row, changes)
    if changes:
        await act.tx.update(Warehouse, [{"id": warehouse, **changes}])
    return warehouse
