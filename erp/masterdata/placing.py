"""A warehouse and the place in it that goods go to when nobody names one."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Location, Warehouse
from erp.masterdata.writing import add


async def place_transit(act: Act) -> UUID:
    """The company's one place that is nowhere: goods on their way lie there. Answers the place."""
    await lock_name(act, "transit", act.company)
    warehouse = await place_warehouse(act, act.company, "TRANSIT", "積送中", is_transit=True)
    return await act.tx.value("SELECT id FROM masterdata.location WHERE warehouse = $1", warehouse)


async def place_warehouse(
    act: Act,
    company: UUID,
    code: str,
    name: str,
    address: str | None = None,
    *,
    consignee: UUID | None = None,
    is_transit: bool = False,
) -> UUID:
    """Write both."""
    warehouse = new_id()
    row = {
        "id": warehouse,
        "company": company,
        "code": code,
        "name": name,
        "address": address,
        "is_active": True,
        "consignee": consignee,
        "is_transit": is_transit,
    }
    await add(act, Warehouse, row, taken=NumberTaken("Warehouse", code, field="code"))
    place = {
        "id": new_id(),
        "company": company,
        "warehouse": warehouse,
        "code": "MAIN",
        "name": name,
        "is_default": True,
        "is_active": True,
    }
    await act.tx.insert(Location, [place])
    return warehouse
