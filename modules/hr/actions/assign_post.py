"""Give somebody a post beside the main one (兼務), or the main one where there is none."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY, PostDraft, employment_on, locked_person, open_post
from modules.hr.states import PersonChangeKind


async def assign_post(
    *,
    act: Act,
    person: UUID,
    department: UUID,
    valid_from: date,
    position: UUID | None = None,
    place: str | None = None,
    is_main: bool = False,
    valid_to: date | None = None,
    reports_to: UUID | None = None,
    reason: str | None = None,
) -> UUID:
    """From that day on the post is held as well. Answers the person.

    Refuses `NOT_EMPLOYED`, and `MAIN_POST_THERE` for a second main post: that is a transfer.
    """
    row = await locked_person(act, person)
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "ENDS_TOO_EARLY")
    employment = await employment_on(act, row, valid_from, "validFrom")
    draft = PostDraft(
        department=department,
        position=position,
        place=place,
        reports_to=reports_to,
        is_main=is_main,
        reason=reason,
    )
    post = await open_post(act, row, employment, draft, valid_from, valid_to)
    moved, known = PersonChangeKind.MOVED, {"employment": employment["id"], "note": draft.reason}
    await write_change(act, person, moved, valid_from, opened=post, **known)
    if valid_to is not None:
        await write_change(act, person, moved, valid_to + ONE_DAY, ended=post, **known)
    return person
