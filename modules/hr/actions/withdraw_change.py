"""Take a change to come back before its day."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.altering import change_to_come, undo_change


async def withdraw_change(*, act: Act, change: UUID) -> UUID:
    """The change will not come, and what it was to end goes on. Answers the person.

    Refuses `ALREADY_IN_FORCE`, and `LATER_CHANGE_THERE` while another one builds upon it.
    """
    return await undo_change(act, await change_to_come(act, change))
