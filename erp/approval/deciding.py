"""Deciding: who is asked says yes, no or back; each decision is kept with the rule and version that allowed
it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from erp.approval import tables
from erp.approval.approvables import facts_of
from erp.approval.events import CaseApproved, CaseRejected, CaseReturned
from erp.approval.refusals import NotAsked, OwnRequest
from erp.approval.rerouting import plea_of, reroute
from erp.approval.rules.asking import why_moved
from erp.approval.rules.staff import Staff, StandIn
from erp.approval.staffing import staff_on
from erp.approval.states import CASE, CaseState, ReturnReason, StepMode, StepState, TaskState, Verdict
from erp.approval.submitting import due_on
from erp.approval.voiding import CLOSE, void_stale
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, WrongState
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_rows
from erp.kernel.outbox import record

TASKS = """
    SELECT t.id, t.approval_case, t.step, t.person, t.state, t.role, s.step_no, s.mode, s.needed, (
        SELECT d.decided_by FROM approval.decision d
        WHERE d.task = t.id AND t.state = 'DECIDED' ORDER BY d.id DESC LIMIT 1) AS decided_by
    FROM approval.case_task t JOIN approval.case_step s ON s.id = t.step
    WHERE t.approval_case = ANY($1::uuid[]) AND t.state IN ('OPEN', 'WAITING', 'DECIDED')
    ORDER BY s.step_no, t.id
"""
ENDS = {
    Verdict.REJECT: ("reject", CaseRejected),
    Verdict.RETURN: ("return_case", CaseReturned),
}
MOST = 200


@dataclass
class Changes:
    """What a stroke of decisions writes, gathered so that it is written at once."""

    decisions: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    begun: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    over: list[UUID] = field(default_factory=list)
    opened: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """What is decided, and why."""

    verdict: Verdict
    reason: ReturnReason | None
    note: str | None


def words(verdict: Verdict, reason: ReturnReason | None, note: str | None) -> Words:
    """A no has a reason; another reason than those listed has words."""
    said = (note or "").strip() or None
    if verdict is not Verdict.APPROVE and verdict is not Verdict.PULL_UP:
        if reason is None:
            raise BadInput("reason", "REQUIRED")
        if reason is ReturnReason.OTHER and said is None:
            raise BadInput("note", "REQUIRED")
    return Words(verdict, reason, said)


async def held_cases(act: Act, cases: Sequence[UUID], verb: str) -> list[Any]:
    """The cases, ours until the end; refuses one that is not there or over."""
    if not cases:
        raise BadInput("cases", "REQUIRED")
    if len(cases) > MOST:
        raise BadInput("cases", "TOO_MANY", limit=MOST)
    rows = await lock_rows(act, tables.ApprovalCase, cases)
    missing = set(cases) - {row["id"] for row in rows}
    if missing:
        raise NotFound("approval_case", min(missing), field="cases")
    for row in rows:
        if row["state"] != CaseState.PENDING.value:
            raise WrongState(verb, row["state"], document="approval_case", number=row["number"])
    return rows


async def stale_of(act: Act, rows: Sequence[Any]) -> set[UUID]:
    """The cases whose documents say something else than when they were submitted."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_kind[row["kind"]].append(row)
    stale = set()
    for kind, some in by_kind.items():
        facts = await facts_of(act.tx, kind, [row["document"] for row in some])
        for row in some:
            now = facts.get(row["document"])
            if now is None or now.fingerprint != row["fingerprint"]:
                stale.add(row["id"])
    return stale


async def decide(act: Act, cases: Sequence[UUID], said: Words, verb: str) -> None:
    """Decide cases in one stroke. One whose document has changed meanwhile is void instead of decided."""
    rows = await held_cases(act, cases, verb)
    stale = await stale_of(act, rows)
    for case in sorted(stale):
        await void_stale(act, case)
    rows = [row for row in rows if row["id"] not in stale]
    staff = await staff_on(act.tx, act.today)
    tasks: dict[UUID, list[Any]] = defaultdict(list)
    for task in await act.tx.rows(TASKS, [row["id"] for row in rows]):
        tasks[task["approval_case"]].append(task)
    changes = Changes()
    due = await due_on(act)
    for row in rows:
        task, way = asked_of(act, row, tasks[row["id"]], staff)
        changes.decisions.append(decision_row(act, row, task, way, said))
        if said.verdict in ENDS:
            _end(changes, row, said.verdict, act)
        else:
            _advance(changes, row, task, tasks[row["id"]], due, act)
    await write(act, changes, rows)
    if changes.opened:
        await reroute(act, changes.opened)


def asked_of(act: Act, row: Any, tasks: Sequence[Any], staff: Staff) -> tuple[Any, StandIn | None]:
    """The task the asker answers: his own, or that of somebody he stands in for."""
    plea = plea_of(row)
    if plea.bars(act.actor):
        raise OwnRequest(number=row["number"])
    # Where so many people have to say yes, one person is one of them, for whomever he speaks.
    twice = any(task["decided_by"] == act.actor and task["mode"] == StepMode.SOME.value for task in tasks)
    tasks = [] if twice else [task for task in tasks if task["state"] == TaskState.OPEN.value]
    for task in tasks:
        lost = why_moved(task["person"], task["role"], plea, staff) == "LOST_ROLE"
        if task["person"] == act.actor and not lost:
            return task, None
    for task in tasks:
        for way in staff.stand_ins_of(task["person"], plea):
            if way.delegate == act.actor:
                return task, way
    raise NotAsked(number=row["number"])


def decision_row(act: Act, row: Any, task: Any, way: StandIn | None, said: Words) -> dict[str, Any]:
    """The fact: who, for whom, what, why, and by which rule."""
    return {
        "id": new_id(),
        "company": act.company,
        "approval_case": row["id"],
        "step": task["step"],
        "task": task["id"],
        "verdict": said.verdict.value,
        "decided_by": act.actor,
        "on_behalf_of": way.grantor if way else None,
        "delegation": way.id if way else None,
        "reason": said.reason.value if said.reason else None,
        "note": said.note,
        "rule": row["rule"],
        "rule_version": row["rule_version"],
        "decided_at": act.at,
    }


def _end(changes: Changes, row: Any, verdict: Verdict, act: Act) -> None:
    state = CASE.after(ENDS[verdict][0], CaseState(row["state"]))
    changes.over.append(row["id"])
    changes.cases.append(_case(row, state, row["current_step"], act.at))


def _advance(changes: Changes, row: Any, task: Any, tasks: Sequence[Any], due: Any, act: Act) -> None:
    """One yes more: the step is passed when enough are there, and the next one opens, or all is decided."""
    changes.tasks.append({"id": task["id"], "state": TaskState.DECIDED.value})
    here = [each for each in tasks if each["step"] == task["step"]]
    yes = 1 + sum(each["state"] == TaskState.DECIDED.value for each in here)
    if yes < task["needed"]:
        if task["mode"] == StepMode.SOME.value:
            # Who has spoken speaks for nobody else: what waited for his word waits for another's.
            changes.opened.append(row["id"])
        return
    changes.tasks += [
        {"id": each["id"], "state": TaskState.CLOSED.value}
        for each in here
        if each["state"] == TaskState.OPEN.value and each["id"] != task["id"]
    ]
    changes.steps.append({"id": task["step"], "state": StepState.PASSED.value, "passed_at": act.at})
    later = [each for each in tasks if each["step_no"] > task["step_no"]]
    if not later:
        state = CASE.after("approve", CaseState(row["state"]))
        changes.cases.append(_case(row, state, row["current_step"], act.at))
        return
    upcoming = min(each["step_no"] for each in later)
    opening = [each for each in later if each["step_no"] == upcoming]
    begin_step(changes, opening, due, act)
    changes.cases.append(_case(row, CaseState.PENDING, upcoming, None))
    changes.opened.append(row["id"])


def begin_step(changes: Changes, tasks: Sequence[Any], due: Any, act: Act) -> None:
    """From now on these are asked."""
    asked = {"state": TaskState.OPEN.value, "opened_at": act.at, "told_at": None, "reminded_on": None}
    changes.asked += [{"id": each["id"], **asked} for each in tasks]
    begun = {"state": StepState.OPEN.value, "opened_at": act.at, "due_on": due, "passed_at": None}
    changes.begun.append({"id": tasks[0]["step"], **begun})


async def write(act: Act, changes: Changes, rows: Sequence[Any]) -> None:
    """All that was decided, in a constant number of statements, and what others should know."""
    await act.tx.insert(tables.Decision, changes.decisions)
    await act.tx.update(tables.CaseTask, changes.tasks)
    await act.tx.update(tables.CaseTask, changes.asked)
    await act.tx.update(tables.CaseStep, changes.steps)
    await act.tx.update(tables.CaseStep, changes.begun)
    if changes.over:
        await act.tx.run(CLOSE, changes.over)
    await act.tx.update(tables.ApprovalCase, changes.cases)
    kinds = {CaseState.APPROVED.value: CaseApproved} | {
        CASE.steps[verb][1].value: event for verb, event in ENDS.values()
    }
    ended = {each["id"]: each.get("state", "") for each in changes.cases}
    for row in rows:
        event = kinds.get(ended.get(row["id"], ""))
        if event is not None:
            told = event(document_kind=row["kind"], document=row["document"], case=row["id"])
            await record(act, told, subject=row["document"])


def _case(row: Any, state: CaseState, current: int, at: Any) -> dict[str, Any]:
    return {"id": row["id"], "state": state.value, "current_step": current, "decided_at": at}
