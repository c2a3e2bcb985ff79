"""Return a case to an earlier step: those who were asked there are asked again, and everybody after them."""

from uuid import UUID

from erp.approval.deciding import TASKS, Changes, asked_of, begin_step, decision_row, held_cases, words, write
from erp.approval.rerouting import reroute
from erp.approval.staffing import staff_on
from erp.approval.states import ReturnReason, StepState, TaskState, Verdict
from erp.approval.submitting import due_on
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput

AGAIN = """
    SELECT t.id, t.step, s.step_no FROM approval.case_task t JOIN approval.case_step s ON s.id = t.step
    WHERE t.approval_case = $1 AND s.step_no >= $2 AND t.state <> 'MOVED' ORDER BY s.step_no, t.id
"""


async def return_case(
    *, act: Act, case: UUID, to_step: int, reason: ReturnReason, note: str | None = None
) -> UUID:
    """Send a case back to a step before the one it is in. To who asked, it is returned by `decide_cases`.

    Refuses a step that does not come before, `NOT_ASKED` and `OWN_REQUEST`.
    """
    said = words(Verdict.RETURN_TO_STEP, reason, note)
    (row,) = await held_cases(act, [case], "return_case")
    if not 1 <= to_step < row["current_step"]:
        raise BadInput("toStep", "NOT_BEFORE", step=row["current_step"])
    tasks = await act.tx.rows(TASKS, [case])
    task, way = asked_of(act, row, tasks, await staff_on(act.tx, act.today))
    changes = Changes(decisions=[decision_row(act, row, task, way, said)], opened=[case])
    again = await act.tx.rows(AGAIN, case, to_step)
    begin_step(changes, [each for each in again if each["step_no"] == to_step], await due_on(act), act)
    changes.tasks = [
        {"id": each["id"], "state": TaskState.WAITING.value} for each in again if each["step_no"] > to_step
    ]
    waiting = {each["step"] for each in again if each["step_no"] > to_step}
    changes.steps = [
        {"id": step, "state": StepState.WAITING.value, "passed_at": None} for step in sorted(waiting)
    ]
    changes.cases = [{"id": case, "current_step": to_step}]
    await write(act, changes, [])
    await reroute(act, [case])
    return case
