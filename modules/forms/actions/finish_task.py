"""Finish a task."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.forms.naming import words
from modules.forms.tasking import end_task


async def finish_task(*, act: Act, task: UUID, note: str | None = None) -> UUID:
    """Say that a task is done. Refuses somebody else's, and one that is ended."""
    return await end_task(act, task, "finish_task", words(note, "note"))
