"""Re-routing: what waits for somebody who has left, lost his role or is away waits for another, by itself."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from erp.approval import tables
from erp.approval.rules.asking import answerers, different_people, kept_role, substitutes, why_moved
from erp.approval.rules.staff import Plea, Staff
from erp.approval.staffing import staff_on
from erp.approval.states import StepMode, TaskState
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows

# Open items of those who may not be able to answer; who they are is looked at more closely afterwards.
DOUBTFUL = """
    SELECT DISTINCT t.approval_case FROM approval.case_task t
    JOIN approval.approval_case c ON c.id = t.approval_case JOIN approval.case_step s ON s.id = t.step
    WHERE t.company = $1 AND t.state = 'OPEN' AND c.state = 'PENDING'
      AND (t.person <> ALL($2::uuid[]) OR t.person = ANY($3::uuid[]) OR t.person IN (c.requester,
      c.submitted_by)
           OR (s.mode = 'SOME' AND EXISTS (
               SELECT FROM approval.decision d WHERE d.step = t.step AND d.decided_by = t.person))
           OR (t.role IS NOT NULL AND NOT EXISTS (
               SELECT FROM access.role_grant g
               WHERE g.holder = t.person AND g.role = t.role AND (g.in_company IS NULL OR g.in_company =
                   $1))))
"""
OPEN = """
    SELECT t.id, t.approval_case, t.step, t.person, t.role, t.state, s.mode, s.needed, (
        SELECT d.decided_by FROM approval.decision d
        WHERE d.task = t.id AND t.state = 'DECIDED' ORDER BY d.id DESC LIMIT 1) AS decided_by
    FROM approval.case_task t JOIN approval.case_step s ON s.id = t.step AND s.state = 'OPEN'
    WHERE t.approval_case = ANY($1::uuid[]) AND t.state IN ('OPEN', 'DECIDED') ORDER BY t.step, t.id
"""


def plea_of(row: Any) -> Plea:
    """Who asks for what, from the row of a case."""
    barred = frozenset({row["submitted_by"]})
    return Plea(row["kind"], row["amount"], row["requester"], row["department"], barred)


async def reroute_all(act: Act) -> int:
    """Every open item of the company that nobody would answer; answers how many were moved."""
    staff = await staff_on(act.tx, act.today)
    found = await act.tx.rows(DOUBTFUL, act.company, sorted(staff.able), sorted(staff.absent))
    return await reroute(act, [row["approval_case"] for row in found], staff)


async def reroute(act: Act, cases: Sequence[UUID], staff: Staff | None = None) -> int:
    """The open items of these cases, each to somebody who is able; answers how many were moved."""
    if not cases:
        return 0
    staff = staff or await staff_on(act.tx, act.today)
    pleas = {row["id"]: plea_of(row) for row in await lock_rows(act, tables.ApprovalCase, cases)}
    steps: dict[UUID, list[Any]] = defaultdict(list)
    for task in await act.tx.rows(OPEN, sorted(pleas)):
        steps[task["step"]].append(task)
    moved: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    fewer: list[dict[str, Any]] = []
    for step, tasks in steps.items():
        plea = pleas[tasks[0]["approval_case"]]
        needed = _step_moves(act, tasks, plea, staff, moved, fresh)
        if needed != tasks[0]["needed"]:
            fewer.append({"id": step, "needed": needed})
    await act.tx.update(tables.CaseTask, moved)
    await act.tx.insert(tables.CaseTask, fresh)
    await act.tx.update(tables.CaseStep, fewer)
    return len(moved)


def _step_moves(
    act: Act, tasks: Sequence[Any], plea: Plea, staff: Staff, moved: list[Any], fresh: list[Any]
) -> int:
    """What moves in one step; answers how many have to say yes from now on."""
    needed: int = tasks[0]["needed"]
    mode = tasks[0]["mode"]
    unable = {
        task["id"]: why
        for task in tasks
        if task["state"] == TaskState.OPEN.value
        and (why := why_moved(task["person"], task["role"], plea, staff)) is not None
    }
    spoken: set[UUID] = set()
    there = len(tasks) - len(unable)
    if mode == StepMode.SOME.value:
        speaking = speakers(tasks, unable, plea, staff)
        spoken = set(speaking.values())
        there = len(spoken)
        if there < needed:
            # One person is one of them, for whomever he speaks: the others wait for somebody else.
            unable |= {task["id"]: "ABSENT" for task in tasks if task["id"] not in {*speaking, *unable}}
    taken = {task["person"] for task in tasks} | spoken
    for task in tasks:
        why = unable.get(task["id"])
        if why is None:
            continue
        if mode != StepMode.ALL.value and there >= needed:
            # Enough others are asked already.
            moved.append({"id": task["id"], "state": TaskState.MOVED.value})
            continue
        instead = _instead(task, plea, staff, taken, spoken)
        if instead is not None:
            taken.add(instead)
            spoken |= set(answerers(instead, plea, staff)) if mode == StepMode.SOME.value else set()
            there += 1
            moved.append({"id": task["id"], "state": TaskState.MOVED.value})
            fresh.append(task_row(act, task, instead, why, kept_role(instead, task["role"], staff)))
        elif mode == StepMode.ALL.value and there > 0:
            # All of those who are there; nobody else is.
            moved.append({"id": task["id"], "state": TaskState.MOVED.value})
            needed = max(1, min(needed, there))
    return needed


def speakers(tasks: Sequence[Any], unable: Collection[UUID], plea: Plea, staff: Staff) -> Mapping[UUID, UUID]:
    """By task, who has said yes or will answer; nobody twice, for whomever he speaks."""
    said = {task["id"]: task["decided_by"] for task in tasks if task["decided_by"]}
    ways = {
        task["id"]: [each for each in answerers(task["person"], plea, staff) if each not in said.values()]
        for task in tasks
        if task["state"] == TaskState.OPEN.value and task["id"] not in unable
    }
    # Who is asked himself speaks for himself before he speaks for another.
    own = {task["id"] for task in tasks if task["person"] in ways.get(task["id"], ())}
    return said | different_people(dict(sorted(ways.items(), key=lambda way: way[0] not in own)))


def _instead(
    task: Any, plea: Plea, staff: Staff, taken: Collection[UUID], spoken: Collection[UUID]
) -> UUID | None:
    """Who is asked instead: the first whose answer would not be that of somebody who speaks already."""
    for each in substitutes(task["person"], task["role"], plea, staff, taken):
        if set(answerers(each, plea, staff)) - set(spoken):
            return each
    return None


def task_row(act: Act, task: Any, person: UUID, basis: str, role: UUID | None) -> dict[str, Any]:
    """What waits for somebody else from now on."""
    return {
        "id": new_id(),
        "company": act.company,
        "approval_case": task["approval_case"],
        "step": task["step"],
        "person": person,
        "state": TaskState.OPEN.value,
        "basis": basis,
        "role": role,
        "moved_from": task["id"],
        "opened_at": act.at,
    }
