"""Set the last day of somebody's employment."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput
from modules.hr import tables
from modules.hr.changing import planned, withdraw, write_change
from modules.hr.employing import ONE_DAY, latest_employment, locked_person
from modules.hr.refusals import AlreadyEmployed, LeavingInForce
from modules.hr.states import LeavingReason, PersonChangeKind


async def set_last_day(
    *, act: Act, person: UUID, last_day: date, reason: LeavingReason, note: str | None = None
) -> UUID:
    """Somebody leaves at the end of that day; another day given later replaces it.

    Refuses `LEAVING_IN_FORCE` for somebody who has left.
    """
    row = await locked_person(act, person)
    employment = await latest_employment(act, row)
    if employment["last_day"] is not None and (employment["stops_at"] or employment["last_day"] < act.today):
        raise LeavingInForce(row["number"], employment["last_day"])
    if last_day < employment["starts_on"]:
        raise BadInput("lastDay", "ENDS_TOO_EARLY")
    await withdraw(act, await planned(act, employment["id"], PersonChangeKind.LEFT))
    with taken_means(AlreadyEmployed(row["number"], last_day)):
        await act.tx.update(
            tables.Employment,
            [{"id": employment["id"], "last_day": last_day, "leaving_reason": reason.value}],
        )
    of = {"employment": employment["id"], "note": (note or "").strip() or None}
    await write_change(act, person, PersonChangeKind.LEAVING_SET, last_day, **of)
    await write_change(act, person, PersonChangeKind.LEFT, last_day + ONE_DAY, **of)
    return person
