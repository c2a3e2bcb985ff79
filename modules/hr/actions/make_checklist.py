"""Make a checklist by hand, from any template."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.hr.employing import LATEST, locked_person
from modules.hr.listing import make_checklist_from
from modules.hr.states import ChecklistOccasion


async def make_checklist(*, act: Act, person: UUID, template: UUID, event_on: date) -> UUID:
    """The tasks of a template for somebody, counted from that day; the same one is not made twice."""
    row = await locked_person(act, person)
    found = await act.tx.row("SELECT occasion FROM hr.checklist_template WHERE id = $1", template)
    if found is None:
        raise NotFound("ChecklistTemplate", template, field="template")
    employment = await act.tx.row(LATEST, act.company, row["id"])
    occasion = ChecklistOccasion(found["occasion"])
    return await make_checklist_from(
        act, person, template, occasion, event_on, employment["id"] if employment else None
    )
