"""The company does not work on a day on which the banks do: a summer holiday, its founding day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.masterdata.checks import name_of
from erp.masterdata.refusals import ClosedDayThere
from erp.masterdata.tables import ClosedDay
from erp.masterdata.writing import add


async def add_closed_day(*, act: Act, day: date, name: str) -> UUID:
    """Close the company on a day; due days that are found from now on keep off it."""
    closed = new_id()
    row = {"id": closed, "company": act.company, "day": day, "name": name_of("name", name), "is_active": True}
    await add(act, ClosedDay, row, taken=ClosedDayThere(day))
    return closed
