"""End a recurring entry: it makes nothing any more."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import tables
from modules.accounting.recurring import locked_recurring
from modules.accounting.routine_states import RECURRING, RecurringState


async def end_recurring_entry(*, act: Act, recurring: UUID) -> UUID:
    """Stop it for good; what it made stays."""
    row = await locked_recurring(act, recurring)
    state = RECURRING.after("end_recurring_entry", RecurringState(row["state"]))
    await act.tx.update(tables.RecurringEntry, [{"id": recurring, "state": state.value}])
    return recurring
