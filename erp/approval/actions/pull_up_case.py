"""Pull a case up: somebody who is to be asked later takes it now, over those who are being asked."""

from uuid import UUID

from erp.approval.deciding import TASKS, Changes, begin_step, decision_row, held_cases, words, write
from erp.approval.refusals import NotAsked, OwnRequest
from erp.approval.rerouting import plea_of
from erp.approval.states import StepState, TaskState, Verdict
from erp.approval.submitting import due_on
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput


async def pull_up_case(*, act: Act, case: UUID, note: str) -> UUID:
    """Take a case to one's own step; the steps between are passed over, and why is kept.

    Refuses `NOT_ASKED` for who is in no later step, and `OWN_REQUEST`.
    """
    said = words(Verdict.PULL_UP, None, note)
    if said.note is None:
        raise BadInput("note", "REQUIRED")
    (row,) = await held_cases(act, [case], "pull_up_case")
    if plea_of(row).bars(act.actor):
        raise OwnRequest(number=row["number"])
    tasks = await act.tx.rows(TASKS, [case])
    own = [task for task in tasks if task["person"] == act.actor and task["state"] == TaskState.WAITING.value]
    if not own:
        raise NotAsked(number=row["number"])
    mine = own[0]
    changes = Changes(decisions=[decision_row(act, row, mine, None, said)])
    between = [task for task in tasks if row["current_step"] <= task["step_no"] < mine["step_no"]]
    changes.tasks = [
        {"id": task["id"], "state": TaskState.CLOSED.value}
        for task in between
        if task["state"] != TaskState.DECIDED.value
    ]
    passed_over = {task["step"] for task in between}
    changes.steps = [
        {"id": step, "state": StepState.SKIPPED.value, "passed_at": act.at} for step in sorted(passed_over)
    ]
    begin_step(changes, [task for task in tasks if task["step"] == mine["step"]], await due_on(act), act)
    changes.cases = [{"id": case, "current_step": mine["step_no"]}]
    await write(act, changes, [])
    return case
