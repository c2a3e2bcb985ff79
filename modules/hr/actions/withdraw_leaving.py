"""Take somebody's last day back: the employment goes on."""

from uuid import UUID

from erp.kernel.asking import Act
from modules.hr import tables
from modules.hr.changing import planned, withdraw, write_change
from modules.hr.employing import latest_employment, locked_person
from modules.hr.refusals import LeavingInForce, NoLeavingSet
from modules.hr.states import PersonChangeKind


async def withdraw_leaving(*, act: Act, person: UUID, note: str | None = None) -> UUID:
    """The last day is no longer one. Refuses `LEAVING_IN_FORCE` after it."""
    row = await locked_person(act, person)
    employment = await latest_employment(act, row)
    if employment["last_day"] is None:
        raise NoLeavingSet(row["number"])
    if employment["stops_at"] or employment["last_day"] < act.today:
        raise LeavingInForce(row["number"], employment["last_day"])
    await withdraw(act, await planned(act, employment["id"], PersonChangeKind.LEFT))
    await act.tx.update(
        tables.Employment, [{"id": employment["id"], "last_day": None, "leaving_reason": None}]
    )
    of = {"employment": employment["id"], "note": (note or "").strip() or None}
    await write_change(act, person, PersonChangeKind.CORRECTED, act.today, **of)
    return person
