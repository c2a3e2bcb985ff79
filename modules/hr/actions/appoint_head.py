"""Say who heads a department, from a day on."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.hr import tables
from modules.hr.employing import employment_on, locked_person
from modules.hr.superiors import keep_superiors

THERE = "SELECT id FROM hr.department_head WHERE company = $1 AND department = $2 AND valid_from = $3"


async def appoint_head(*, act: Act, department: UUID, valid_from: date, person: UUID | None = None) -> UUID:
    """Somebody employed heads the department from that day on, or (without one) nobody does.

    The approval follows: the people there report to the head. Refuses `NOT_EMPLOYED`.
    """
    await masterdata.require_department(act.tx, department, valid_from)
    if person is not None:
        await employment_on(act, await locked_person(act, person), valid_from)
    await lock_name(act, "department_head", act.company, department)
    kept = {"person": person, "set_by": act.actor, "set_at": act.at}
    there = await act.tx.value(THERE, act.company, department, valid_from)
    if there is not None:
        await act.tx.update(tables.DepartmentHead, [{"id": there, **kept}])
    else:
        row = {"id": new_id(), "company": act.company, "department": department, "valid_from": valid_from}
        await act.tx.insert(tables.DepartmentHead, [row | kept])
    if valid_from <= act.today:
        await keep_superiors(act)
    return department
