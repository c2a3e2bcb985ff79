"""Put somebody on a project."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.masterdata.checks import code_of
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY, employment_on, locked_person
from modules.hr.states import PersonChangeKind

THERE = """
    SELECT true FROM hr.project_member WHERE company = $1 AND person = $2 AND project = $3
      AND hr.days(valid_from, valid_to) && hr.days($4, $5)
"""


async def join_project(
    *, act: Act, person: UUID, project: str, valid_from: date, valid_to: date | None = None
) -> UUID:
    """Somebody works on a project, called by its code, from a day on. Answers the person."""
    row = await locked_person(act, person)
    code = code_of("project", project)
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "ENDS_TOO_EARLY")
    employment = await employment_on(act, row, valid_from, "validFrom")
    if await act.tx.value(THERE, act.company, person, code, valid_from, valid_to):
        raise BadInput("project", "PROJECT_THERE")
    member = {
        "id": new_id(),
        "company": act.company,
        "person": person,
        "project": code,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "made_by": act.actor,
        "made_at": act.at,
    }
    await act.tx.insert(tables.ProjectMember, [member])
    of = {"employment": employment["id"], "note": code}
    await write_change(act, person, PersonChangeKind.MOVED, valid_from, **of)
    if valid_to is not None:
        await write_change(act, person, PersonChangeKind.MOVED, valid_to + ONE_DAY, **of)
    return person
