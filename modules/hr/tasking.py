"""One task of a checklist: who may do it, and how it goes on."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.refusals import ListVoid, TaskOfOthers
from modules.hr.states import CHECKLIST_TASK, ChecklistTaskState, TaskOwner

# Whose work it is to do the tasks of a part of the office.
OFFICES = {
    TaskOwner.HR.value: "hr.read_all_people",
    TaskOwner.ACCOUNTING.value: "hr.read_accounting_tasks",
    TaskOwner.IT.value: "hr.read_it_tasks",
}
BELOW = "SELECT $1::uuid IN (SELECT hr.people_below($2, $3, $4))"


async def locked_task(act: Act, task: UUID) -> Any:
    """The task, if it is the asker's to do; refuses `TASK_OF_OTHERS` and `LIST_VOID`."""
    rows = await lock_rows(act, tables.ChecklistTask, [task])
    if not rows:
        raise NotFound("ChecklistTask", task, field="task")
    row = rows[0]
    office = OFFICES.get(row["owner"])
    allowed = (
        row["assignee"] == act.actor
        or "hr.read_all_people" in act.permissions
        or (office is not None and office in act.permissions)
        or await act.tx.value(BELOW, row["person"], act.actor, act.company, act.today)
    )
    if not allowed:
        raise TaskOfOthers()
    if await act.tx.value("SELECT is_void FROM hr.checklist WHERE id = $1", row["checklist"]):
        raise ListVoid()
    return row


async def go_on(act: Act, task: UUID, reason: str | None = None) -> UUID:
    """The task is in the state the verb in hand leads to."""
    row = await locked_task(act, task)
    state = CHECKLIST_TASK.after(act.verb, ChecklistTaskState(row["state"]))
    closed = state in (ChecklistTaskState.DONE, ChecklistTaskState.NOT_NEEDED)
    new = {
        "id": task,
        "state": state.value,
        "reason": reason,
        "closed_by": act.actor if closed else None,
        "closed_at": act.at if closed else None,
    }
    if state is ChecklistTaskState.DOING and row["assignee"] is None:
        await act.tx.update(tables.ChecklistTask, [{"id": task, "assignee": act.actor}])
    await act.tx.update(tables.ChecklistTask, [new])
    return task
