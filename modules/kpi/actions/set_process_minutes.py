"""Set process minutes: how long a case of a kind takes somebody, and what an hour costs, from a day on."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import Money
from modules.kpi import tables
from modules.kpi.knowing import known_states

A_WEEK = Decimal(10_080)


async def set_process_minutes(
    *, act: Act, kind: str, minutes: Decimal, yen_per_hour: Money, valid_from: date
) -> UUID:
    """What was set before goes on counting for earlier days; refuses a second setting for the same day."""
    if kind not in known_states():
        raise BadInput("kind", "UNKNOWN_KIND", given=kind[:60])
    if not 0 <= minutes <= A_WEEK:
        raise BadInput("minutes", "OUT_OF_RANGE", least=0, most=int(A_WEEK))
    if yen_per_hour < 0:
        raise BadInput("yenPerHour", "NEGATIVE")
    await lock_name(act, "process_minutes", act.company, kind)
    there = await act.tx.value(
        "SELECT true FROM kpi.process_minutes WHERE company = $1 AND kind = $2 AND valid_from = $3",
        act.company,
        kind,
        valid_from,
    )
    if there:
        raise BadInput("validFrom", "DAY_TAKEN", given=valid_from)
    made = new_id()
    row = {"id": made, "company": act.company, "kind": kind, "valid_from": valid_from, "minutes": minutes}
    row |= {"yen_per_hour": yen_per_hour, "set_by": act.actor, "set_at": act.at}
    await act.tx.insert(tables.ProcessMinutes, [row])
    return made
