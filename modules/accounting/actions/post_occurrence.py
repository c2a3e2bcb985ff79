"""Post a day of a recurring entry that could not be posted when it fell due."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import tables
from modules.accounting.occurring import locked_occurrence
from modules.accounting.recurring import locked_recurring, write_occurrence
from modules.accounting.routine_states import OCCURRENCE, OccurrenceState


async def post_occurrence(
    *, act: Act, occurrence: UUID, on: date | None = None, post_late: bool = False
) -> UUID:
    """Post it on its own day, on another, or on the first open day after a closed month."""
    row = await locked_occurrence(act, occurrence)
    OCCURRENCE.after("post_occurrence", OccurrenceState(row["state"]))
    recurring = await locked_recurring(act, row["recurring"]) | {"posts": True}
    came = await write_occurrence(act, recurring, row["due_on"], on=on, post_late=post_late)
    await act.tx.update(
        tables.RecurringOccurrence, [{"id": occurrence, "refusal": None, "tried_at": act.at} | came]
    )
    return occurrence
