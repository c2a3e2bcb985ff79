"""A warehouse and the place in it that goods go to when nobody names one."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.refusals import NumberTaken
from erp.masterdata.tables import Location, Warehouse
from erp.masterdata.writing import add


async def place_warehouse(act: Act, company: UUID, code: str, name: str, address: str | None = None) -> UUID:
    """Write both."""
    warehouse = new_id()
    row = {
        "id": warehouse,
        "company": company,
        "code": code,
        "name": name,
        "address": address,
        "is_active": True,
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
