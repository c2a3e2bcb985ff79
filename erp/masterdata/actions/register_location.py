"""A warehouse gets another shelf."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.changing import locked
from erp.masterdata.checks import code_of, name_of
from erp.masterdata.refusals import Inactive, NumberTaken
from erp.masterdata.tables import Location, Warehouse
from erp.masterdata.writing import add


async def register_location(
    *, act: Act, warehouse: UUID, code: str, name: str, is_default: bool = False
) -> UUID:
    """Register a place in a warehouse; it can become the one that goods go to when nobody names one."""
    building = await locked(act, Warehouse, warehouse, field="warehouse")
    if not building["is_active"]:
        raise Inactive("Warehouse", building["code"], field="warehouse")
    code, location = code_of("code", code), new_id()
    if is_default:
        await act.tx.run(
            "UPDATE masterdata.location SET is_default = false WHERE warehouse = $1 AND is_default", warehouse
        )
    row = {
        "id": location,
        "company": building["company"],
        "warehouse": warehouse,
        "code": code,
        "name": name_of("name", name),
        "is_default": is_default,
        "is_active": True,
    }
    await add(act, Location, row, taken=NumberTaken("Location", code, field="code"))
    return location
