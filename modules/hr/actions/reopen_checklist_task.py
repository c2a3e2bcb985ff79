"""A task is to be done after all."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.tasking import go_on


async def reopen_checklist_task(*, act: Act, task: UUID) -> UUID:
    """The task is open again. Refuses `TASK_OF_OTHERS`."""
    return await go_on(act, task)
