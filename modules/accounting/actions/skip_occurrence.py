"""Skip a day of a recurring entry that could not be posted, for a reason."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from modules.accounting import tables
from modules.accounting.occurring import locked_occurrence
from modules.accounting.routine_states import OCCURRENCE, OccurrenceState


async def skip_occurrence(*, act: Act, occurrence: UUID, reason: str) -> UUID:
    """Leave it out; who decided that, and why, stays."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    row = await locked_occurrence(act, occurrence)
    state = OCCURRENCE.after("skip_occurrence", OccurrenceState(row["state"]))
    await act.tx.update(
        tables.RecurringOccurrence, [{"id": occurrence, "state": state.value, "reason": reason.strip()}]
    )
    return occurrence
