"""Who is asked in a step, and who instead when somebody cannot be: never the one who asks.

    >>> from decimal import Decimal
    >>> boss, chief, clerk, role = (UUID(int=n) for n in (1, 2, 3, 9))
    >>> staff = Staff(able=frozenset({boss, chief, clerk}), managers={clerk: chief, chief: boss},
    ...               holders={role: (boss,)}, fallback_role=role)
    >>> plea = Plea("purchase_order", Decimal(5), clerk)
    >>> asked(Approver("MANAGER", levels=1), plea, staff)[0].person == chief
    True

Who asks for himself is replaced by the one above him; at the top it goes to another officer.

    >>> own = Plea("purchase_order", Decimal(5), chief)
    >>> asked(Approver("MANAGER", levels=1), own, staff)[0].person == boss
    True
    >>> asked(Approver("PERSON", person=boss), Plea("purchase_order", Decimal(5), boss), staff)
    []
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from erp.approval.rules.staff import Plea, Staff

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Approver:
    """By what somebody is found."""

    kind: str
    role: UUID | None = None
    levels: int | None = None
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One person to be asked, and why it is this one."""

    person: UUID
    basis: str
    role: UUID | None = None


def named(approver: Approver, plea: Plea, staff: Staff) -> list[UUID]:
    """Those whom the route names, whether or not they can be asked."""
    if approver.kind == "ROLE":
        return list(staff.holding(approver.role))
    if approver.kind == "PERSON":
        return [approver.person] if approver.person else []
    if approver.kind == "HEAD" and plea.department is not None:
        head = staff.heads.get(plea.department)
        return [head] if head else []
    found = staff.up(plea.requester, approver.levels or 1)
    return [found] if found else []


def asked(approver: Approver, plea: Plea, staff: Staff, taken: Collection[UUID] = ()) -> list[Asked]:
    """Who is asked; who cannot be is replaced, by none of `taken`, and nobody is found only where there is
    nobody.
    """
    wanted = named(approver, plea, staff)
    able = [each for each in wanted if _can(each, plea, staff)]
    if able:
        return [Asked(each, approver.kind, approver.role) for each in able]
    own = any(plea.bars(each) for each in wanted)
    # A role that nobody holds, or a department without a head, is a fault of the route and not of the day.
    if not wanted and approver.kind != "MANAGER":
        return []
    start = wanted[0] if wanted else plea.requester
    basis = "OWN_REQUEST" if own or not wanted else _why_not(start, staff)
    instead = next(substitutes(start, approver.role, plea, staff, taken), None)
    return [Asked(instead, basis, kept_role(instead, approver.role, staff))] if instead else []


def kept_role(person: UUID, role: UUID | None, staff: Staff) -> UUID | None:
    """The role somebody is asked for, where he holds it; who stands in by rank is not bound to it."""
    return role if person in staff.holding(role) else None


def substitutes(
    person: UUID, role: UUID | None, plea: Plea, staff: Staff, taken: Collection[UUID] = ()
) -> Iterator[UUID]:
    """Who could be asked instead, the best first: who stands in, others with the role, those above, the
    fallback.
    """
    seen = {person, *taken}
    lines = (
        [way.delegate for way in staff.stand_ins_of(person, plea)],
        staff.holding(role),
        staff.line(person),
        staff.line(plea.requester),
        staff.holding(staff.fallback_role),
    )
    for candidates in lines:
        for each in candidates:
            if each not in seen and _can(each, plea, staff):
                seen.add(each)
                yield each


def why_moved(person: UUID, role: UUID | None, plea: Plea, staff: Staff) -> str | None:
    """Why something that waits for somebody has to wait for another; nothing when it may stay."""
    if plea.bars(person):
        return "OWN_REQUEST"
    if person not in staff.able:
        return "LEFT"
    if role is not None and person not in staff.holding(role):
        return "LOST_ROLE"
    if not staff.answers(person, plea):
        return "ABSENT"
    return None


def answerers(person: UUID, plea: Plea, staff: Staff) -> list[UUID]:
    """Who will answer what waits for somebody: himself unless he is away, then who stands in."""
    if person not in staff.able or plea.bars(person):
        return []
    own = [] if person in staff.absent else [person]
    return own + [way.delegate for way in staff.stand_ins_of(person, plea) if way.delegate != person]


def different_people(ways: Mapping[Item, Sequence[UUID]]) -> dict[Item, UUID]:
    """To as many as can be, one person each and nobody twice; where there is a choice, the first of each.

    >>> boss, chief = UUID(int=1), UUID(int=2)
    >>> len(different_people({"the chief's": [boss], "his own": [boss]}))
    1
    >>> len(different_people({"his own": [boss, chief], "the boss's": [boss]}))
    2
    """
    held: dict[UUID, Item] = {}

    def place(item: Item, tried: set[UUID]) -> bool:
        for person in ways[item]:
            if person in tried:
                continue
            tried.add(person)
            if person not in held or place(held[person], tried):
                held[person] = item
                return True
        return False

    for item in ways:
        place(item, set())
    return {item: person for person, item in held.items()}


def _can(person: UUID, plea: Plea, staff: Staff) -> bool:
    return staff.answers(person, plea)


def _why_not(person: UUID, staff: Staff) -> str:
    return "ABSENT" if person in staff.able else "LEFT"
