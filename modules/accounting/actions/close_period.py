"""Close a period: a month's figures do not move any more, for anybody."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import NotFound
from erp.kernel.locking import lock_period_exclusive, lock_rows
from erp.kernel.outbox import record
from modules.accounting import tables
from modules.accounting.checklist import require_ready
from modules.accounting.events import PeriodClosed
from modules.accounting.states import PERIOD, PeriodState


async def close_period(*, act: Act, period: UUID) -> UUID:
    """Wait for those who post into the month, let nobody else in, and close it; tells `PeriodClosed`.

    Refuses (`NOT_READY_TO_CLOSE`) while a check of the closing list that blocks finds something to do.
    """
    starts_on = await act.tx.value(
        "SELECT starts_on FROM accounting.period WHERE id = $1 AND company = $2", period, act.company
    )
    if starts_on is None:
        raise NotFound("Period", period, field="period")
    await lock_period_exclusive(act, starts_on)
    (row,) = await lock_rows(act, tables.Period, [period])
    state = PERIOD.after("close_period", PeriodState(row["state"]))
    await require_ready(act.tx.rows, act.company, row["ends_on"])
    await act.tx.update(
        tables.Period,
        [
            {
                "id": period,
                "state": state.value,
                "closed_by": act.actor,
                "closed_at": act.at,
                "reopen_reason": None,
            }
        ],
    )
    told = PeriodClosed(period=period, starts_on=row["starts_on"], ends_on=row["ends_on"])
    await record(act, told, subject=period)
    return period
