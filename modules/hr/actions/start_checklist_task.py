"""Take a task in hand."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.hr.tasking import go_on


async def start_checklist_task(*, act: Act, task: UUID) -> UUID:
    """Whoever starts a task that is nobody's gets it. Refuses `TASK_OF_OTHERS`."""
    return await go_on(act, task)
