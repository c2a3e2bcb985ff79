"""The main post changes: one ends, the next begins, and both are known until the day has come."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.changing import write_change
from modules.hr.employing import (
    ONE_DAY,
    PostDraft,
    employment_on,
    end_post_on,
    locked_person,
    main_post_on,
    open_post,
    words,
)
from modules.hr.refusals import LaterChangeThere
from modules.hr.states import PersonChangeKind

LATER = """
    SELECT min(valid_from) FROM hr.assignment
    WHERE employment = $1 AND is_main AND valid_from > $2 AND (valid_to IS NULL OR valid_to >= valid_from)
"""


async def move_main(act: Act, person: UUID, on: date, draft: PostDraft) -> UUID:
    """The main post is another one from that day on. Answers the person."""
    row = await locked_person(act, person)
    employment = await employment_on(act, row, on, "on")
    later = await act.tx.value(LATER, employment["id"], on)
    if later is not None:
        raise LaterChangeThere(later)
    before = await main_post_on(act, employment["id"], on)
    if before is not None:
        await end_post_on(act, before["id"], on - ONE_DAY)
        draft = replace(
            draft,
            position=draft.position or before["position"],
            place=words(draft.place) or before["place"],
        )
    post = await open_post(act, row, employment, draft, on)
    await write_change(
        act,
        person,
        PersonChangeKind.MOVED,
        on,
        employment=employment["id"],
        opened=post,
        ended=before["id"] if before else None,
        ended_before=before["valid_to"] if before else None,
        note=words(draft.reason),
    )
    return person
