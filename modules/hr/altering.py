"""A change to come is taken back, or begins on another day: with it goes what it opened and ended."""

from datetime import date
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.conflicts import taken_means
from erp.kernel.errors import BadInput, NotFound
from erp.kernel.locking import lock_rows
from modules.hr import tables
from modules.hr.changing import withdraw, write_change
from modules.hr.employing import ONE_DAY, end_post_on, locked_person
from modules.hr.naming import show_person
from modules.hr.refusals import AlreadyInForce, LaterChangeThere, NotEmployed
from modules.hr.states import PersonChangeKind

Kind = PersonChangeKind
# The last day has verbs of its own, and being back belongs to its leave.
OTHERWISE = frozenset({Kind.LEFT, Kind.BACK})
BUILDING_UPON = """
    SELECT min("on") FROM hr.person_change WHERE person = $1 AND company = $2 AND id <> $3
      AND state <> 'WITHDRAWN' AND ("on" > $4 OR "on" = $4 AND $5 IN ('HIRED', 'REHIRED'))
      AND kind IN ('MOVED', 'RENAMED', 'ON_LEAVE', 'REHIRED')
      AND (opened IS NOT NULL OR ended IS NOT NULL OR long_leave IS NOT NULL OR person_name IS NOT NULL)
      AND (kind = $5 OR $5 IN ('HIRED', 'REHIRED'))
"""
OF_EMPLOYMENT = "SELECT id FROM hr.person_change WHERE employment = $1 AND state = 'PLANNED' AND id <> $2"
OF_LEAVE = "SELECT id FROM hr.person_change WHERE long_leave = $1 AND state = 'PLANNED' AND id <> $2"


async def change_to_come(act: Act, change: UUID) -> Any:
    """The change, ours until the end; refuses one that counts already, or that another verb takes back."""
    found = await lock_rows(act, tables.PersonChange, [change])
    if not found:
        raise NotFound("PersonChange", change, field="change")
    row = found[0]
    if row["state"] != "PLANNED":
        raise AlreadyInForce(row["on"])
    if row["kind"] in OTHERWISE or not _holds_something(row):
        raise BadInput("change", "OTHER_VERB", kind=row["kind"])
    await locked_person(act, row["person"])
    return row


def _holds_something(row: Any) -> bool:
    return any(row[each] is not None for each in ("opened", "ended", "long_leave", "person_name"))


async def undo_change(act: Act, row: Any) -> UUID:
    """What it opened never was; what it ended goes on."""
    await _refuse_built_upon(act, row, row["on"])
    gone = [row["id"]]
    if row["kind"] in (Kind.HIRED, Kind.REHIRED):
        gone += [each["id"] for each in await act.tx.rows(OF_EMPLOYMENT, row["employment"], row["id"])]
        await act.tx.update(tables.Employment, [{"id": row["employment"], "last_day": row["on"] - ONE_DAY}])
    if row["long_leave"] is not None:
        gone += [each["id"] for each in await act.tx.rows(OF_LEAVE, row["long_leave"], row["id"])]
        never = {"id": row["long_leave"], "valid_to": row["on"] - ONE_DAY}
        await act.tx.update(tables.LongLeave, [never])
    if row["opened"] is not None:
        await end_post_on(act, row["opened"], row["on"] - ONE_DAY)
    if row["ended"] is not None:
        await act.tx.update(tables.Assignment, [{"id": row["ended"], "valid_to": row["ended_before"]}])
    if row["person_name"] is not None:
        await act.tx.update(tables.PersonName, [{"id": row["person_name"], "is_withdrawn": True}])
        await show_person(act, row["person"])
    await withdraw(act, gone)
    return await _corrected(act, row)


async def shift_change(act: Act, row: Any, on: date) -> UUID:
    """The same, from another day on."""
    if on < act.today:
        raise BadInput("on", "NOT_BEFORE_TODAY")
    await _refuse_built_upon(act, row, min(on, row["on"]))
    number = await act.tx.value("SELECT number FROM hr.person WHERE id = $1", row["person"])
    if row["ended"] is not None:
        await _not_before(act, row["ended"], on)
    taken = LaterChangeThere(on)
    first, then = {"valid_from": on}, {"valid_to": on - ONE_DAY}
    with taken_means(taken):
        if row["kind"] in (Kind.HIRED, Kind.REHIRED):
            await _not_after(act, tables.Employment, row["employment"], "last_day", on, number)
            await act.tx.update(
                tables.Employment, [{"id": row["employment"], "starts_on": min(on, row["on"])}]
            )
        if row["ended"] is not None and on <= row["on"]:
            await act.tx.update(tables.Assignment, [{"id": row["ended"], **then}])
        if row["opened"] is not None:
            await _not_after(act, tables.Assignment, row["opened"], "valid_to", on, number)
            await act.tx.update(tables.Assignment, [{"id": row["opened"], **first}])
        if row["ended"] is not None and on > row["on"]:
            await act.tx.update(tables.Assignment, [{"id": row["ended"], **then}])
        if row["kind"] in (Kind.HIRED, Kind.REHIRED):
            await act.tx.update(tables.Employment, [{"id": row["employment"], "starts_on": on}])
        if row["long_leave"] is not None:
            await _not_after(act, tables.LongLeave, row["long_leave"], "valid_to", on, number)
            await act.tx.update(tables.LongLeave, [{"id": row["long_leave"], **first}])
        if row["person_name"] is not None:
            await act.tx.update(tables.PersonName, [{"id": row["person_name"], **first}])
    await withdraw(act, [row["id"]])
    links = ("employment", "opened", "ended", "ended_before", "long_leave", "person_name", "note")
    kept = {each: row[each] for each in links}
    await write_change(act, row["person"], PersonChangeKind(row["kind"]), on, **kept)
    return await _corrected(act, row)


async def _not_after(act: Act, table: Any, id: UUID, column: str, on: date, number: str) -> None:
    (row,) = await lock_rows(act, table, [id])
    if row[column] is not None and row[column] < on:
        raise NotEmployed(number, on, "on")


async def _not_before(act: Act, ended: UUID, on: date) -> None:
    (row,) = await lock_rows(act, tables.Assignment, [ended])
    if on < row["valid_from"]:
        raise LaterChangeThere(row["valid_from"])


async def _refuse_built_upon(act: Act, row: Any, on: date) -> None:
    later = await act.tx.value(BUILDING_UPON, row["person"], act.company, row["id"], on, row["kind"])
    if later is not None:
        raise LaterChangeThere(later, "change")


async def _corrected(act: Act, row: Any) -> UUID:
    await write_change(act, row["person"], Kind.CORRECTED, act.today, employment=row["employment"])
    return UUID(str(row["person"]))
