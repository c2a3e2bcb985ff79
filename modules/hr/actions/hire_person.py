"""Hire a person: an employment from a day on, and the main post it begins with."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY, PostDraft, locked_person, open_post, words
from modules.hr.refusals import AlreadyEmployed
from modules.hr.states import EmploymentType, PersonChangeKind

BEFORE = """
    SELECT true FROM hr.employment WHERE company = $1 AND person = $2 AND starts_on < $3
      AND last_day >= starts_on LIMIT 1
"""


async def hire_person(
    *,
    act: Act,
    person: UUID,
    starts_on: date,
    type: EmploymentType,
    department: UUID,
    position: UUID | None = None,
    place: str | None = None,
    reports_to: UUID | None = None,
    last_day: date | None = None,
    note: str | None = None,
) -> UUID:
    """Employ somebody (again) from a day on; whoever was here before keeps the number. Answers the person.

    Refuses `ALREADY_EMPLOYED` where employments would overlap.
    """
    row = await locked_person(act, person)
    if last_day is not None and last_day < starts_on:
        raise BadInput("lastDay", "ENDS_TOO_EARLY")
    again = await act.tx.value(BEFORE, act.company, person, starts_on)
    employment = {
        "id": new_id(),
        "company": act.company,
        "person": person,
        "type": type.value,
        "starts_on": starts_on,
        "last_day": last_day,
        "stops_at": None,
        "leaving_reason": None,
        "note": words(note),
        "made_by": act.actor,
        "made_at": act.at,
    }
    with taken_means(AlreadyEmployed(row["number"], starts_on)):
        await act.tx.insert(tables.Employment, [employment])
    draft = PostDraft(department=department, position=position, place=place, reports_to=reports_to)
    post = await open_post(act, row, employment, draft, starts_on)
    what = PersonChangeKind.REHIRED if again else PersonChangeKind.HIRED
    await write_change(act, person, what, starts_on, employment=employment["id"], opened=post)
    if last_day is not None:
        left = PersonChangeKind.LEFT
        await write_change(act, person, left, last_day + ONE_DAY, employment=employment["id"])
    return person
