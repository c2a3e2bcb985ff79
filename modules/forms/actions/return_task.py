"""Return a task: it cannot be done as it is, for a reason."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.forms.naming import words
from modules.forms.tasking import end_task


async def return_task(*, act: Act, task: UUID, reason: str) -> UUID:
    """Give a task back; who asked for it sees the reason. Refuses somebody else's, and one that is ended."""
    told = words(reason, "reason")
    if told is None:
        raise BadInput("reason", "REQUIRED")
    return await end_task(act, task, "return_task", told)
