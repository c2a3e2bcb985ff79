"""From the matrix to people: which rule counts for a document today, and whom its steps ask."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from erp.approval.refusals import RouteWithNobody
from erp.approval.rules.asking import Approver, Asked, asked, named
from erp.approval.rules.choosing import Rule
from erp.approval.rules.staff import Plea, Staff
from erp.kernel.database import Transaction

RULES = """
    SELECT r.id, r.version, r.amount_from, r.amount_below, r.department, r.account, r.risk, (
        SELECT coalesce(json_agg(json_build_object(
            'step_no', s.step_no, 'mode', s.mode, 'needed', s.needed, 'approvers', (
                SELECT coalesce(json_agg(json_build_object(
                    'kind', a.kind, 'role', a.role, 'levels', a.levels, 'person', a.person) ORDER BY
                        a.id), '[]')
                FROM approval.authority_approver a WHERE a.step = s.id)) ORDER BY s.step_no), '[]')
        FROM approval.authority_step s WHERE s.rule = r.id)::text AS steps
    FROM approval.authority_rule r
    WHERE r.company = $1 AND r.kind = $2 AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to >= $3)
    ORDER BY r.version
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rule."""

    mode: str
    needed: int | None
    approvers: tuple[Approver, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """One step of a route with the people in it, and how many of them have to say yes."""

    step_no: int
    mode: str
    needed: int
    people: tuple[Asked, ...]


async def rules_on(tx: Transaction, kind: str, day: date) -> list[Rule]:
    """The rules for a kind of document that hold on a day, with their routes."""
    return [rule_of(row) for row in await tx.rows(RULES, tx.company, kind, day)]


def resolved(steps: Sequence[Step], plea: Plea, staff: Staff) -> list[Resolved]:
    """Each step with its people; refuses a step in which there is nobody, or fewer than it needs."""
    found = []
    for number, step in enumerate(steps, 1):
        people: dict[UUID, Asked] = {}
        # Where so many have to say yes, who is asked instead of somebody is one more person.
        own = {each for approver in step.approvers for each in named(approver, plea, staff)}
        for approver in step.approvers:
            taken = own | people.keys() if step.mode == "SOME" else ()
            meant = asked(approver, plea, staff, taken) or asked(approver, plea, staff)
            if not meant:
                raise RouteWithNobody(step=number, approver=approver.kind)
            for each in meant:
                people.setdefault(each.person, each)
        needed = {"ALL": len(people), "ANY": 1}.get(step.mode, step.needed or 1)
        if needed > len(people) or not people:
            raise RouteWithNobody(step=number, needed=needed, there=len(people))
        found.append(Resolved(number, step.mode, needed, tuple(people.values())))
    return found


def rule_of(row: Any) -> Rule:
    """A rule with its route, from its row."""
    return Rule(
        version=row["version"],
        amount_from=row["amount_from"],
        amount_below=row["amount_below"],
        department=row["department"],
        account=row["account"],
        risk=row["risk"],
        id=row["id"],
        steps=tuple(_step(each) for each in json.loads(row["steps"])),
    )


def _step(told: dict[str, Any]) -> Step:
    return Step(told["mode"], told["needed"], tuple(_approver(each) for each in told["approvers"]))


def _approver(told: dict[str, Any]) -> Approver:
    def key(name: str) -> UUID | None:
        return UUID(told[name]) if told[name] else None

    return Approver(told["kind"], key("role"), told["levels"], key("person"))
