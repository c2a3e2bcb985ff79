"""Second a person: employed here, at work in another company (出向)."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.hr.employing import PostDraft
from modules.hr.moving import move_main


async def second_person(
    *,
    act: Act,
    person: UUID,
    on: date,
    host_company: UUID,
    department: UUID,
    position: UUID | None = None,
    place: str | None = None,
    reason: str | None = None,
) -> UUID:
    """From that day on the main post is with another company; the employment stays. A transfer ends it."""
    if host_company == act.company:
        raise BadInput("hostCompany", "SAME_COMPANY")
    draft = PostDraft(
        department=department, position=position, place=place, host_company=host_company, reason=reason
    )
    return await move_main(act, person, on, draft)
