"""End a leave of absence: somebody is back the day after."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.changing import withdraw, write_change
from modules.hr.employing import ONE_DAY, locked_person
from modules.hr.refusals import AlreadyInForce, LeaveThere
from modules.hr.states import PersonChangeKind

BACK = """
    SELECT id FROM hr.person_change WHERE long_leave = $1 AND kind = 'BACK' AND state = 'PLANNED'
"""


async def end_long_leave(*, act: Act, long_leave: UUID, last_day: date) -> UUID:
    """Set or change the last day of a leave. Refuses `ALREADY_IN_FORCE` once somebody is back."""
    found = await lock_rows(act, tables.LongLeave, [long_leave])
    if not found:
        raise NotFound("LongLeave", long_leave, field="longLeave")
    leave = found[0]
    person = await locked_person(act, leave["person"])
    if last_day < leave["valid_from"]:
        raise BadInput("lastDay", "ENDS_TOO_EARLY")
    if leave["valid_to"] is not None and leave["valid_to"] < act.today:
        raise AlreadyInForce(leave["valid_to"] + ONE_DAY)
    await withdraw(act, [row["id"] for row in await act.tx.rows(BACK, long_leave)])
    with taken_means(LeaveThere(person["number"], last_day)):
        await act.tx.update(tables.LongLeave, [{"id": long_leave, "valid_to": last_day}])
    of = {"employment": leave["employment"], "long_leave": long_leave}
    await write_change(act, leave["person"], PersonChangeKind.BACK, last_day + ONE_DAY, **of)
    return UUID(str(leave["person"]))
