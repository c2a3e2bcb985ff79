"""Let a change to come begin on another day."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.altering import change_to_come, shift_change


async def reschedule_change(*, act: Act, change: UUID, on: date) -> UUID:
    """The same change, from another day on (today at the earliest). Answers the person.

    Refuses `ALREADY_IN_FORCE`, `LATER_CHANGE_THERE`.
    """
    return await shift_change(act, await change_to_come(act, change), on)
