"""The company works on that day after all."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.masterdata.changing import switch
from erp.masterdata.tables import ClosedDay


async def remove_closed_day(*, act: Act, closed_day: UUID) -> UUID:
    """Open the day again; due days that were found before stay."""
    await switch(act, ClosedDay, closed_day, False, field="closed_day")
    return closed_day
