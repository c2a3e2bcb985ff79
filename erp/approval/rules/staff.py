"""Who is there, who manages whom, and who stands in: all that is needed in order to find somebody to ask.

>>> boss, chief, clerk, other = (UUID(int=n) for n in (1, 2, 3, 4))
>>> staff = Staff(able=frozenset({boss, chief, clerk, other}), managers={clerk: chief, chief: boss})
>>> staff.up(clerk, 2) == boss
True
>>> staff.is_above(boss, clerk), staff.is_above(clerk, boss)
(True, False)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from uuid import UUID

# A reporting line longer than this goes in a circle.
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class StandIn:
    """A delegation as far as it counts today."""

    id: UUID
    grantor: UUID
    delegate: UUID
    kinds: frozenset[str] = frozenset()
    amount_limit: Decimal | None = None

    def covers(self, kind: str, amount: Decimal) -> bool:
        return (not self.kinds or kind in self.kinds) and (
            self.amount_limit is None or abs(amount) <= self.amount_limit
        )


@dataclass(frozen=True, slots=True)
class Plea:
    """Who asks for what; `barred` may not decide it either (who submitted it for somebody else)."""

    kind: str
    amount: Decimal
    requester: UUID
    department: UUID | None = None
    barred: frozenset[UUID] = frozenset()

    def bars(self, person: UUID) -> bool:
        return person == self.requester or person in self.barred


@dataclass(frozen=True, slots=True)
class Staff:
    """A company's people on one day. `able` are those who are there and may decide at all."""

    able: frozenset[UUID]
    managers: Mapping[UUID, UUID] = field(default_factory=dict)
    heads: Mapping[UUID, UUID] = field(default_factory=dict)
    holders: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict)
    absent: frozenset[UUID] = frozenset()
    stand_ins: tuple[StandIn, ...] = ()
    fallback_role: UUID | None = None

    def line(self, person: UUID) -> Iterator[UUID]:
        """Everybody above somebody, the nearest first."""
        seen = {person}
        here = self.managers.get(person)
        while here is not None and here not in seen and len(seen) < DEEPEST:
            seen.add(here)
            yield here
            here = self.managers.get(here)

    def up(self, person: UUID, levels: int) -> UUID | None:
        """The manager so many levels up, or the topmost there is."""
        line = list(islice(self.line(person), levels))
        return line[-1] if line else None

    def is_above(self, one: UUID, other: UUID) -> bool:
        return one in self.line(other)

    def holding(self, role: UUID | None) -> list[UUID]:
        """Those with a role who may decide."""
        return [each for each in self.holders.get(role, ()) if each in self.able] if role else []

    def may_stand_in(self, way: StandIn, plea: Plea) -> bool:
        """Whether a delegate decides here: never his own request, nor one of those above him."""
        return (
            way.covers(plea.kind, plea.amount)
            and way.delegate in self.able
            and not plea.bars(way.delegate)
            and not self.is_above(plea.requester, way.delegate)
        )

    def stand_ins_of(self, person: UUID, plea: Plea) -> list[StandIn]:
        return [way for way in self.stand_ins if way.grantor == person and self.may_stand_in(way, plea)]

    def answers(self, person: UUID, plea: Plea) -> bool:
        """Whether something that waits for somebody will be answered: by himself, or by who stands in."""
        if person not in self.able or plea.bars(person):
            return False
        return person not in self.absent or bool(self.stand_ins_of(person, plea))
