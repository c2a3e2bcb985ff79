"""One day of a schedule that waits for a person."""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_rows
from modules.accounting import tables


async def locked_occurrence(act: Act, occurrence: UUID) -> dict[str, Any]:
    """The day, held until the end."""
    found = await lock_rows(act, tables.RecurringOccurrence, [occurrence])
    if not found or found[0]["company"] != act.company:
        raise NotFound("RecurringOccurrence", occurrence, field="occurrence")
    return dict(found[0])
