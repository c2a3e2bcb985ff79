"""Reopen a period: somebody else than the one who closed it lets entries in again, and says why."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.locking import lock_period_exclusive, lock_rows
from modules.accounting import tables
from modules.accounting.states import PERIOD, PeriodState


class ClosedByYourself(Refused):
    """Who closed a month does not open it again; that takes a second person."""


async def reopen_period(*, act: Act, period: UUID, reason: str) -> UUID:
    """Open a closed month for a reason that is kept; refuses the person who closed it."""
    if not reason.strip():
        raise BadInput("reason", "EMPTY")
    starts_on = await act.tx.value(
        "SELECT starts_on FROM accounting.period WHERE id = $1 AND company = $2", period, act.company
    )
    if starts_on is None:
        raise NotFound("Period", period, field="period")
    await lock_period_exclusive(act, starts_on)
    (row,) = await lock_rows(act, tables.Period, [period])
    state = PERIOD.after("reopen_period", PeriodState(row["state"]))
    if row["closed_by"] == act.actor:
        raise ClosedByYourself(period=period)
    await act.tx.update(
        tables.Period,
        [{"id": period, "state": state.value, "closed_by": None, "closed_at": None, "reopen_reason": reason}],
    )
    return period
