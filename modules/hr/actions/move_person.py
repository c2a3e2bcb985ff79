"""Transfer a person: the main post ends, and another begins the day after."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.employing import PostDraft
from modules.hr.moving import move_main


async def move_person(
    *,
    act: Act,
    person: UUID,
    on: date,
    department: UUID,
    position: UUID | None = None,
    place: str | None = None,
    reports_to: UUID | None = None,
    reason: str | None = None,
) -> UUID:
    """From that day on the main post is in another department, or in another position.

    Position and place stay as they are unless others are given. Refuses `LATER_CHANGE_THERE`, `NOT_EMPLOYED`.
    """
    draft = PostDraft(
        department=department, position=position, place=place, reports_to=reports_to, reason=reason
    )
    return await move_main(act, person, on, draft)
