"""Pause a recurring entry: nothing is made until it is resumed."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import tables
from modules.accounting.recurring import locked_recurring
from modules.accounting.routine_states import RECURRING, RecurringState


async def pause_recurring_entry(*, act: Act, recurring: UUID) -> UUID:
    """Stop it for a while."""
    row = await locked_recurring(act, recurring)
    state = RECURRING.after("pause_recurring_entry", RecurringState(row["state"]))
    await act.tx.update(tables.RecurringEntry, [{"id": recurring, "state": state.value}])
    return recurring
