"""A task is not needed, and why."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.hr.tasking import go_on


async def skip_checklist_task(*, act: Act, task: UUID, reason: str) -> UUID:
    """The task need not be done; the reason is kept. Refuses `TASK_OF_OTHERS`."""
    why = reason.strip()
    if not why:
        raise BadInput("reason", "EMPTY")
    return await go_on(act, task, why)
