"""Begin a leave of absence: somebody stays employed and does not work for a time."""

from datetime import date
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput
from erp.kernel.keys import new_id
from modules.hr import tables
from modules.hr.changing import write_change
from modules.hr.employing import ONE_DAY, employment_on, locked_person, words
from modules.hr.refusals import LeaveThere
from modules.hr.states import LongLeaveKind, PersonChangeKind


async def begin_long_leave(
    *,
    act: Act,
    person: UUID,
    kind: LongLeaveKind,
    valid_from: date,
    valid_to: date | None = None,
    note: str | None = None,
) -> UUID:
    """Somebody is on leave from a day on, until one or until it is ended. Refuses `LEAVE_THERE`."""
    row = await locked_person(act, person)
    if valid_to is not None and valid_to < valid_from:
        raise BadInput("validTo", "ENDS_TOO_EARLY")
    employment = await employment_on(act, row, valid_from, "validFrom")
    leave = {
        "id": new_id(),
        "company": act.company,
        "employment": employment["id"],
        "person": person,
        "kind": kind.value,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "note": words(note),
        "made_by": act.actor,
        "made_at": act.at,
    }
    with taken_means(LeaveThere(row["number"], valid_from)):
        await act.tx.insert(tables.LongLeave, [leave])
    of = {"employment": employment["id"], "long_leave": leave["id"]}
    await write_change(act, person, PersonChangeKind.ON_LEAVE, valid_from, **of)
    if valid_to is not None:
        await write_change(act, person, PersonChangeKind.BACK, valid_to + ONE_DAY, **of)
    return person
