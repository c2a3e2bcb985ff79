"""Checklists follow from what happens to people: made once for each occasion, void when it does not come."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.hr import tables
from modules.hr.facts import people_on
from modules.hr.rules.deadlines import due, open_day
from modules.hr.states import ChecklistOccasion, ChecklistTaskState, DeadlineRule, PersonChangeKind, TaskOwner

Kind = PersonChangeKind
OCCASIONS = {
    Kind.HIRED: ChecklistOccasion.HIRED,
    Kind.REHIRED: ChecklistOccasion.HIRED,
    Kind.RENAMED: ChecklistOccasion.RENAMED,
    Kind.MOVED: ChecklistOccasion.MOVED,
    Kind.ON_LEAVE: ChecklistOccasion.ON_LEAVE,
    Kind.BACK: ChecklistOccasion.BACK,
    Kind.LEAVING_SET: ChecklistOccasion.LEAVING,
}
# Whoever is entered long after the event has had it all done; lists of old entries would only be noise.
LONG_AGO = timedelta(days=31)
TEMPLATES = """
    SELECT t.id FROM hr.checklist_template t
    WHERE t.is_active AND t.occasion = $1 AND (t.employment_type IS NULL OR t.employment_type = (
        SELECT e.type FROM hr.employment e WHERE e.id = $2))
      AND EXISTS (SELECT FROM hr.template_task k WHERE k.template = t.id AND k.is_active)
    ORDER BY t.code
"""
TASKS = """
    SELECT * FROM hr.template_task WHERE template = ANY($1::uuid[]) AND is_active
    ORDER BY template, position, id
"""
AGAIN = """
    UPDATE hr.checklist SET is_void = false
    WHERE company = $1 AND person = $2 AND template = $3 AND event_on = $4 RETURNING id
"""
VOID = """
    UPDATE hr.checklist SET is_void = true
    WHERE company = $1 AND person = $2 AND occasion = $3 AND event_on = $4 AND NOT is_void
"""


async def list_tasks_for(
    act: Act, person: UUID, kind: PersonChangeKind, on: date, employment: UUID | None
) -> None:
    """The checklists of a change, unless it lies long ago."""
    occasion = OCCASIONS.get(kind)
    if occasion is None or on < act.today - LONG_AGO:
        return
    for row in await act.tx.rows(TEMPLATES, occasion.value, employment):
        await make_checklist_from(act, person, row["id"], occasion, on, employment)


async def void_lists_of(act: Act, person: UUID, kind: PersonChangeKind, on: date) -> None:
    """What does not come needs nothing done."""
    occasion = OCCASIONS.get(kind)
    if occasion is not None:
        await act.tx.run(VOID, act.company, person, occasion.value, on)


async def make_checklist_from(
    act: Act,
    person: UUID,
    template: UUID,
    occasion: ChecklistOccasion,
    event_on: date,
    employment: UUID | None,
) -> UUID:
    """The list of a template for that day; the one that is there already where it was made before."""
    there = await act.tx.value(AGAIN, act.company, person, template, event_on)
    if there is not None:
        return UUID(str(there))
    tasks = await act.tx.rows(TASKS, [template])
    checklist = {
        "id": new_id(),
        "company": act.company,
        "person": person,
        "employment": employment,
        "template": template,
        "occasion": occasion.value,
        "event_on": event_on,
        "is_void": False,
        "made_by": act.actor,
        "made_at": act.at,
    }
    await act.tx.insert(tables.Checklist, [checklist])
    await act.tx.insert(tables.ChecklistTask, await _tasks(act, checklist, tasks))
    return UUID(str(checklist["id"]))


async def _tasks(act: Act, checklist: dict[str, Any], tasks: Sequence[Any]) -> list[dict[str, Any]]:
    if not tasks:
        return []
    days = [due(checklist["event_on"], DeadlineRule(each["rule"]), each["span"]) for each in tasks]
    until = max(days) + timedelta(days=60)
    closed = await masterdata.closed_days(act.tx, act.company, min(days), until)
    who = await _owners(act, checklist["person"], checklist["event_on"])
    copied = ("title_ja", "title_en", "owner", "is_legal", "source", "hint")
    return [
        {
            "id": new_id(),
            "company": act.company,
            "checklist": checklist["id"],
            "person": checklist["person"],
            "position": at,
            **{name: each[name] for name in copied},
            "assignee": who.get(each["owner"]),
            "due_on": due_on,
            "office_due_on": open_day(due_on, closed),
            "state": ChecklistTaskState.OPEN.value,
            "reason": None,
            "closed_by": None,
            "closed_at": None,
            "reminded_on": None,
        }
        for at, (each, due_on) in enumerate(zip(tasks, days, strict=True), 1)
    ]


async def _owners(act: Act, person: UUID, on: date) -> dict[str, UUID]:
    """The users of the person and of the manager, where they have one."""
    (facts,) = await people_on(act.tx, on, [person])
    found = {TaskOwner.PERSON.value: facts.user}
    if facts.manager is not None:
        found[TaskOwner.MANAGER.value] = await act.tx.value(
            "SELECT app_user FROM hr.person WHERE id = $1", facts.manager
        )
    return {owner: user for owner, user in found.items() if user is not None}
