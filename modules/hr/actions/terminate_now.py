"""End somebody's employment at this very moment."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.hr import tables
from modules.hr.changing import planned, withdraw, write_change
from modules.hr.employing import employment_on, locked_person
from modules.hr.listing import list_tasks_for
from modules.hr.states import LeavingReason, PersonChangeKind


async def terminate_now(*, act: Act, person: UUID, reason: LeavingReason, note: str | None = None) -> UUID:
    """The employment ends now, not at the end of the day; others are told in the same moment.

    Refuses `NOT_EMPLOYED`.
    """
    row = await locked_person(act, person)
    employment = await employment_on(act, row, act.today)
    await withdraw(act, await planned(act, employment["id"], PersonChangeKind.LEFT))
    ended = {"last_day": act.today, "stops_at": act.at, "leaving_reason": reason.value}
    await act.tx.update(tables.Employment, [{"id": employment["id"], **ended}])
    of = {"employment": employment["id"], "note": (note or "").strip() or None}
    await list_tasks_for(act, person, PersonChangeKind.LEAVING_SET, act.today, employment["id"])
    await write_change(act, person, PersonChangeKind.LEFT, act.today, **of)
    return person
