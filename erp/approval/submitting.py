"""Submitting: the route is found, everybody in it is named, and both are frozen with the version of the
matrix.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.approval import tables
from erp.approval.approvables import Facts, approvable, facts_of_one
from erp.approval.events import CaseSubmitted
from erp.approval.refusals import AlreadySubmitted
from erp.approval.rerouting import reroute
from erp.approval.routing import Resolved, resolved, rules_on
from erp.approval.rules.choosing import Rule, governing
from erp.approval.rules.staff import Plea
from erp.approval.rules.working_days import after_days
from erp.approval.splitting import split_total
from erp.approval.staffing import policy_on, staff_on
from erp.approval.states import CaseState, StepMode, StepState, TaskState
from erp.approval.voiding import void_stale
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.numbering import next_number
from erp.kernel.outbox import record
from erp.kernel.register import register_document

LAST = """
    SELECT id, number, state, fingerprint FROM approval.approval_case
    WHERE company = $1 AND kind = $2 AND document = $3 ORDER BY submitted_at DESC, id DESC LIMIT 1
"""
# Business days are looked for so many calendar days ahead for each one wanted.
AHEAD = 4


async def submit(
    act: Act, kind: str, document: UUID, *, note: str | None = None, after_the_fact: bool = False
) -> UUID | None:
    """Ask whoever has to be asked; answers the case, or nothing where nobody has to be.

    Refuses `ALREADY_SUBMITTED` while the same document waits or has its yes, and `ROUTE_WITH_NOBODY`.
    """
    approvable(kind)
    await lock_name(act, "approval", kind, document)
    facts = await facts_of_one(act, kind, document)
    last = await act.tx.row(LAST, act.company, kind, document)
    if last is not None and last["state"] in (CaseState.PENDING.value, CaseState.APPROVED.value):
        if last["fingerprint"] == facts.fingerprint:
            raise AlreadySubmitted(number=last["number"], state=last["state"])
        await void_stale(act, last["id"])
    rules = await rules_on(act.tx, kind, act.today)
    rule = governing(rules, facts.question)
    if rule is None or not rule.steps:
        return None
    barred = frozenset({act.actor})
    plea = Plea(kind, facts.amount, facts.requester, facts.department, barred)
    route = resolved(rule.steps, plea, await staff_on(act.tx, act.today))
    case = await _written(act, kind, facts, rule, last, note, after_the_fact, rules)
    await write_steps(act, case, route)
    if route[0].mode == StepMode.SOME.value:
        await reroute(act, [case])
    told = CaseSubmitted(document_kind=kind, document=document, case=case)
    await record(act, told, subject=document)
    return case


async def _written(
    act: Act,
    kind: str,
    facts: Facts,
    rule: Rule,
    last: Any,
    note: str | None,
    after_the_fact: bool,
    rules: Sequence[Rule],
) -> UUID:
    policy = await policy_on(act, act.today)
    split = await split_total(act, kind, facts, rules, policy["split_days"] if policy else None)
    case = new_id()
    number = await next_number(act, "approval_case", act.today)
    row = _told(kind, facts) | {
        "id": case,
        "company": act.company,
        "number": number,
        "state": CaseState.PENDING.value,
        "submitted_by": act.actor,
        "submitted_on": act.today,
        "submitted_at": act.at,
        "rule": rule.id,
        "rule_version": rule.version,
        "current_step": 1,
        "after_the_fact": after_the_fact or facts.after_the_fact,
        "split_total": split,
        "note": (note or "").strip() or None,
        "previous": last["id"] if last else None,
    }
    await act.tx.insert(tables.ApprovalCase, [row])
    await register_document(
        act,
        kind="approval_case",
        id=case,
        number=number,
        on=act.today,
        title=facts.title,
        party=facts.party,
        amount=facts.amount,
        causes=[facts.document],
    )
    return case


def _told(kind: str, facts: Facts) -> dict[str, Any]:
    """What the document says of itself, as the case keeps it."""
    names = ("document", "title", "amount", "currency", "department", "account", "party", "requester")
    own = {name: getattr(facts, name) for name in (*names, "fingerprint")}
    return own | {"kind": kind, "risks": list(facts.risks)}


async def write_steps(act: Act, case: UUID, route: Sequence[Resolved]) -> None:
    """The frozen route, its first step open."""
    due = await due_on(act)
    steps, tasks = [], []
    for each in route:
        first = each.step_no == 1
        step = new_id()
        steps.append(
            {
                "id": step,
                "company": act.company,
                "approval_case": case,
                "step_no": each.step_no,
                "mode": each.mode,
                "needed": each.needed,
                "state": (StepState.OPEN if first else StepState.WAITING).value,
                "opened_at": act.at if first else None,
                "due_on": due if first else None,
            }
        )
        tasks += [
            {
                "id": new_id(),
                "company": act.company,
                "approval_case": case,
                "step": step,
                "person": one.person,
                "state": (TaskState.OPEN if first else TaskState.WAITING).value,
                "basis": one.basis,
                "role": one.role,
                "opened_at": act.at if first else None,
            }
            for one in each.people
        ]
    await act.tx.insert(tables.CaseStep, steps)
    await act.tx.insert(tables.CaseTask, tasks)


async def due_on(act: Act) -> date | None:
    """Until when a step that opens today is to be answered; nothing where the company sets no time."""
    policy = await policy_on(act, act.today)
    if policy is None or not policy["escalation_days"]:
        return None
    days = policy["escalation_days"]
    until = act.today + timedelta(days=AHEAD * days + 31)
    closed = await masterdata.closed_days(act.tx, act.company, act.today, until)
    return after_days(act.today, days, closed)
