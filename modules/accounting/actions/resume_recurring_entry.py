"""Resume a recurring entry that was paused."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.accounting import tables
from modules.accounting.recurring import locked_recurring
from modules.accounting.routine_states import RECURRING, RecurringState


async def resume_recurring_entry(*, act: Act, recurring: UUID, catch_up: bool = False) -> UUID:
    """Go on from today; with `catch_up` what fell due in the pause is made, too."""
    row = await locked_recurring(act, recurring)
    state = RECURRING.after("resume_recurring_entry", RecurringState(row["state"]))
    runs_from = row["runs_from"] if catch_up else act.today
    await act.tx.update(
        tables.RecurringEntry, [{"id": recurring, "state": state.value, "runs_from": runs_from}]
    )
    return recurring
