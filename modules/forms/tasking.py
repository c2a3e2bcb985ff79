"""Tasks as the verbs need them: held, and ended by whom they are for."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.forms import tables
from modules.forms.refusals import NotYourTask
from modules.forms.states import TASK, FormTaskState

VISIBLE = "SELECT forms.may_see_task($1, $2)"
OWN = "SELECT $1::uuid IS NOT DISTINCT FROM $3::uuid OR forms.holds_role($2::uuid, $3::uuid)"


async def end_task(act: Act, task: UUID, verb: str, note: str | None) -> UUID:
    """The task is over; only for whom it is."""
    rows = await lock_rows(act, tables.Task, [task])
    if not rows or not await act.tx.value(VISIBLE, task, act.actor):
        raise NotFound("task", task, field="task")
    row = rows[0]
    if not await act.tx.value(OWN, row["holder"], row["role"], act.actor):
        raise NotYourTask()
    state = TASK.after(verb, FormTaskState(row["state"]))
    ended = {"id": task, "state": state, "note": note, "ended_by": act.actor, "ended_at": act.at}
    await act.tx.update(tables.Task, [ended])
    return task
