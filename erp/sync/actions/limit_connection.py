"""Say how much, when and where a connection may call."""

from uuid import UUID

from erp.kernel.asking import Act
from erp.sync import tables
from erp.sync.entering import checked_limits, held_connection
from erp.sync.health import refuse_closed


async def limit_connection(
    *,
    act: Act,
    connection: UUID,
    at_once: int,
    per_minute: int = 0,
    per_hour: int = 0,
    per_day: int = 0,
    quiet_hours: str | None = None,
    inner_addresses: str | None = None,
) -> UUID:
    """Set the budget that all workers share, the hours without calls, and the inner addresses allowed.

    0 is no limit. Refuses what is no time of the day (`08:30-10:00`) and what is no address or range.
    """
    row = await held_connection(act, connection)
    refuse_closed("limit_connection", row)
    limits = checked_limits(at_once, per_minute, per_hour, per_day, quiet_hours or "", inner_addresses or "")
    await act.tx.update(tables.Connection, [{"id": connection} | limits])
    return connection
