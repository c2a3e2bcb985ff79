"""A rule of the matrix as people type it: one row an approver, with the number of his step."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from erp.approval.refusals import RouteWithNobody
from erp.approval.routing import Step
from erp.approval.rules.asking import Approver
from erp.approval.rules.staff import Staff
from erp.approval.states import ApproverKind, StepMode
from erp.kernel.errors import BadInput

MOST_LEVELS = 20
MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One approver of a route; how many of a step have to say yes is said in its first row."""

    step: int
    approver: ApproverKind
    role: UUID | None = None
    levels: int | None = None
    person: UUID | None = None
    mode: StepMode | None = None
    needed: int | None = None


def steps_of(lines: Sequence[RouteLine]) -> list[Step]:
    """The steps in their order, numbered anew from one."""
    by_number: dict[int, list[tuple[int, RouteLine]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not 1 <= line.step <= MOST_STEPS:
            raise BadInput(f"route.{at}.step", "OUT_OF_RANGE", least=1, most=MOST_STEPS)
        by_number[line.step].append((at, line))
    return [_step(by_number[number]) for number in sorted(by_number)]


def _step(lines: list[tuple[int, RouteLine]]) -> Step:
    at, first = lines[0]
    mode = first.mode or (StepMode.ANY if len(lines) == 1 else StepMode.ALL)
    needed = first.needed if mode is StepMode.SOME else None
    if mode is StepMode.SOME and (needed is None or needed < 1):
        raise BadInput(f"route.{at}.needed", "REQUIRED")
    return Step(mode.value, needed, tuple(_approver(place, line) for place, line in lines))


def _approver(at: int, line: RouteLine) -> Approver:
    if line.approver is ApproverKind.ROLE:
        if line.role is None:
            raise BadInput(f"route.{at}.role", "REQUIRED")
        return Approver("ROLE", role=line.role)
    if line.approver is ApproverKind.PERSON:
        if line.person is None:
            raise BadInput(f"route.{at}.person", "REQUIRED")
        return Approver("PERSON", person=line.person)
    if line.approver is ApproverKind.HEAD:
        return Approver("HEAD")
    levels = line.levels if line.levels is not None else 1
    if not 1 <= levels <= MOST_LEVELS:
        raise BadInput(f"route.{at}.levels", "OUT_OF_RANGE", least=1, most=MOST_LEVELS)
    return Approver("MANAGER", levels=levels)


def refuse_nobody(steps: Sequence[Step], department: UUID | None, staff: Staff) -> None:
    """Refuse a step that names a role nobody holds, a person who cannot decide, or no head to ask."""
    for number, step in enumerate(steps, 1):
        there = 0
        for approver in step.approvers:
            if approver.kind == "ROLE":
                found = len(staff.holding(approver.role))
            elif approver.kind == "PERSON":
                found = int(approver.person in staff.able)
            elif approver.kind == "HEAD":
                found = int(bool(staff.heads) if department is None else department in staff.heads)
            else:
                # There is always somebody above, or the one who stands in at the top.
                found = int(bool(staff.managers) or bool(staff.holding(staff.fallback_role)))
            if not found:
                raise RouteWithNobody(step=number, approver=approver.kind, field="route")
            there += found
        if step.needed is not None and there < step.needed:
            raise RouteWithNobody(step=number, needed=step.needed, there=there, field="route")
