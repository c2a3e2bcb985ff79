"""Start a review of rights: of a system, of a department, or of both."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules.identity import tables
from modules.identity.reading import read_all
from modules.identity.reviewing import ANOTHER, ITEMS
from modules.identity.states import ReviewState
from modules.identity.systems import the_system


async def start_review(
    *, act: Act, name: str, due_on: date, system: UUID | None = None, department: UUID | None = None
) -> UUID:
    """Write down every right that is there now and who looks at it: the manager, the owner, nobody his own.

    Refuses a review of nothing, and a day that is over.
    """
    if system is None and department is None:
        raise BadInput("system", "REQUIRED")
    if not name.strip():
        raise BadInput("name", "REQUIRED")
    if due_on < act.today:
        raise BadInput("dueOn", "IN_THE_PAST")
    if system is not None:
        await the_system(act, system)
    await read_all(act)
    review = new_id()
    number = await next_number(act, "access_review", act.today)
    row = {"id": review, "company": act.company, "number": number, "name": name.strip(), "due_on": due_on}
    row |= {"state": ReviewState.OPEN.value, "system": system, "department": department}
    await act.tx.insert(tables.AccessReview, [row | {"started_by": act.actor, "started_at": act.at}])
    another = await act.tx.value(ANOTHER, act.actor, act.company)
    items = await act.tx.run(
        ITEMS, act.company, review, system, department, act.today, act.actor, another or act.actor
    )
    if not items:
        raise BadInput("system", "NOTHING_TO_REVIEW")
    await act.tx.update(tables.AccessReview, [{"id": review, "items": items}])
    await register_document(act, kind="access_review", id=review, number=number, on=act.today, title=name)
    return review
