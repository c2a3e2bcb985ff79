"""Name an approver: a case that nobody can decide goes on with somebody who can."""

from uuid import UUID

from erp.approval import tables
from erp.approval.deciding import TASKS, Words, decision_row, held_cases
from erp.approval.naming import require_able
from erp.approval.refusals import AlreadyAsked, NotStuck, OwnRequest
from erp.approval.rerouting import plea_of, reroute, task_row
from erp.approval.staffing import staff_on
from erp.approval.states import TaskBasis, Verdict
from erp.approval.stuck import DOUBTFUL, stuck, there
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput

SAID = "SELECT decided_by FROM approval.decision WHERE step = $1 AND verdict = 'APPROVE'"
STEP = "SELECT id FROM approval.case_step WHERE approval_case = $1 AND step_no = $2"


async def name_approver(*, act: Act, case: UUID, person: UUID, note: str) -> UUID:
    """Ask somebody in the step a case is stuck in; who named him, and why, stays with the case.

    Refuses `NOT_STUCK` where enough people are there who would answer. Who asked neither names nor is named.
    """
    said = note.strip()
    if not said:
        raise BadInput("note", "REQUIRED")
    (row,) = await held_cases(act, [case], "name_approver")
    plea = plea_of(row)
    if plea.bars(act.actor) or plea.bars(person):
        raise OwnRequest(number=row["number"], field="person" if plea.bars(person) else None)
    await require_able(act, person, "person")
    await reroute(act, [case])
    staff = await staff_on(act.tx, act.today)
    found = await act.tx.row(DOUBTFUL, act.company, there(staff), case)
    if found is None or stuck(found, staff) is None:
        raise NotStuck(number=row["number"])
    step = await act.tx.value(STEP, case, row["current_step"])
    tasks = [task for task in await act.tx.rows(TASKS, [case]) if task["step"] == step]
    spoken = {each["decided_by"] for each in await act.tx.rows(SAID, step)}
    if person in {task["person"] for task in tasks} | spoken:
        raise AlreadyAsked(field="person")
    origin = {"approval_case": case, "step": step, "id": tasks[0]["id"] if tasks else None}
    fresh = task_row(act, origin, person, TaskBasis.PERSON.value, None)
    await act.tx.insert(tables.CaseTask, [fresh])
    words = Words(Verdict.NAME, None, said)
    await act.tx.insert(tables.Decision, [decision_row(act, row, fresh, None, words)])
    return case
