"""Changes of a person's facts: written when they are entered, told on the day they begin to count.

What is dated today or earlier is told in the transaction that enters it. What is to come is told by a job
after local midnight, in one transaction with the mark that it was: once, whatever happens to the worker.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.module import installed, part
from erp.kernel.outbox import record
from modules.hr import tables
from modules.hr.events import PersonChanged
from modules.hr.listing import list_tasks_for, void_lists_of
from modules.hr.naming import show_person
from modules.hr.states import PersonChangeKind, PersonChangeState
from modules.hr.superiors import keep_superiors

Kind = PersonChangeKind
# These are told when they are entered, whatever their day.
AT_ONCE = frozenset({Kind.LEAVING_SET, Kind.CORRECTED})
AT_A_TIME = 500
ONE_DAY = timedelta(days=1)
DUE = """
    SELECT id FROM hr.person_change WHERE company = $1 AND state = 'PLANNED' AND "on" <= $2
    ORDER BY "on", id LIMIT $3
"""
# A change in an employment that is over by then never comes.
OVERTAKEN = """
    SELECT c.id FROM hr.person_change c JOIN hr.employment e ON e.id = c.employment
    WHERE c.id = ANY($1::uuid[]) AND c.kind <> 'LEFT' AND (e.last_day < c."on" OR e.last_day < e.starts_on)
"""


async def write_change(act: Act, person: UUID, what: PersonChangeKind, on: date, **of: Any) -> UUID:
    """Note a change and, where its day has come, tell it."""
    at_once = what in AT_ONCE or on <= act.today
    links = ("employment", "opened", "ended", "ended_before", "long_leave", "person_name", "note")
    row = {
        "id": new_id(),
        "company": act.company,
        "person": person,
        "kind": what.value,
        "on": on,
        "state": (PersonChangeState.IN_FORCE if at_once else PersonChangeState.PLANNED).value,
        **{each: of.get(each) for each in links},
        "made_by": act.actor,
        "made_at": act.at,
        "told_at": act.at if at_once else None,
        "withdrawn_by": None,
    }
    await act.tx.insert(tables.PersonChange, [row])
    if what is not Kind.MOVED or of.get("opened") is not None:
        await list_tasks_for(act, person, what, on, of.get("employment"))
    if at_once:
        await _take_effect(act, [row])
    return UUID(str(row["id"]))


async def tell_due(act: Act) -> int:
    """Tell every change whose day has come where the company is; answers how many."""
    due = [row["id"] for row in await act.tx.rows(DUE, act.company, act.today, AT_A_TIME)]
    if not due:
        return 0
    rows = [row for row in await lock_rows(act, tables.PersonChange, due) if row["state"] == "PLANNED"]
    overtaken = {row["id"] for row in await act.tx.rows(OVERTAKEN, [row["id"] for row in rows])}
    await act.tx.update(
        tables.PersonChange,
        [{"id": each, "state": PersonChangeState.WITHDRAWN.value} for each in sorted(overtaken)],
    )
    told = sorted((row for row in rows if row["id"] not in overtaken), key=lambda row: (row["on"], row["id"]))
    await act.tx.update(
        tables.PersonChange,
        [{"id": row["id"], "state": PersonChangeState.IN_FORCE.value, "told_at": act.at} for row in told],
    )
    await _take_effect(act, told)
    return len(rows)


async def _take_effect(act: Act, changes: Sequence[Any]) -> None:
    for each in changes:
        event = PersonChanged(person=each["person"], what=str(each["kind"]), on=each["on"])
        await record(act, event, subject=each["person"])
    named = {each["person"] for each in changes if each["kind"] == Kind.RENAMED}
    for person in sorted(named):
        await show_person(act, person)
    for person in sorted({each["person"] for each in changes if each["kind"] == Kind.LEFT}):
        await _tell_left(act, person)
    moved = {each["person"] for each in changes if each["kind"] not in (Kind.RENAMED, Kind.LEAVING_SET)}
    await keep_superiors(act, moved)


async def _tell_left(act: Act, person: UUID) -> None:
    """Parts that must act in the very moment somebody leaves say so in their `leaving.py`."""
    for module in installed():
        person_left = getattr(part(module.name, "leaving"), "person_left", None)
        if person_left is not None:
            await person_left(act, person)


async def withdraw(act: Act, changes: Sequence[UUID]) -> None:
    """These changes to come will not come, and nothing has to be done for them."""
    for row in await lock_rows(act, tables.PersonChange, changes):
        # The list for leaving is counted from the last day.
        left = row["kind"] == Kind.LEFT
        kind = Kind.LEAVING_SET if left else Kind(row["kind"])
        await void_lists_of(act, row["person"], kind, row["on"] - ONE_DAY if left else row["on"])
    gone = {"state": PersonChangeState.WITHDRAWN.value, "withdrawn_by": act.actor}
    await act.tx.update(tables.PersonChange, [{"id": each} | gone for each in changes])


async def planned(act: Act, employment: UUID, *kinds: PersonChangeKind) -> list[UUID]:
    """Changes to come of these kinds."""
    rows = await act.tx.rows(
        """SELECT id FROM hr.person_change
           WHERE employment = $1 AND state = 'PLANNED' AND kind = ANY($2::text[]) ORDER BY id""",
        employment,
        [each.value for each in kinds],
    )
    return [row["id"] for row in rows]
