"""Who approves for whom follows from who heads which department: hr feeds the approval."""

from collections.abc import Collection
from uuid import UUID

from erp.kernel.asking import Act


async def keep_superiors(act: Act, people: Collection[UUID]) -> None:
    """Bring the reporting lines of these people up to date."""
