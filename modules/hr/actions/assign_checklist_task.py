"""Give a task to somebody."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from modules.hr import tables
from modules.hr.tasking import locked_task

PERSON = "SELECT true FROM access.app_user WHERE id = $1 AND is_active AND NOT is_service"


async def assign_checklist_task(*, act: Act, task: UUID, assignee: UUID | None = None) -> UUID:
    """The task is that user's, or (without one) nobody's. Refuses `TASK_OF_OTHERS`."""
    await locked_task(act, task)
    if assignee is not None and not await act.tx.value(PERSON, assignee):
        raise NotFound("User", assignee, field="assignee")
    await act.tx.update(tables.ChecklistTask, [{"id": task, "assignee": assignee, "reminded_on": None}])
    return task
