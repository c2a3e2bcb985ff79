"""Delegations go one step and never in a circle; neither do reporting lines.

>>> a, b, c = (UUID(int=n) for n in (1, 2, 3))
>>> week = (date(2026, 4, 1), date(2026, 4, 7))
>>> fault([Way(a, b, *week)], Way(b, a, *week))
'CIRCULAR'
>>> fault([Way(a, b, *week)], Way(b, c, *week))
'CHAIN'
>>> fault([Way(a, b, *week)], Way(b, c, date(2026, 4, 8), date(2026, 4, 9))) is None
True
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Way:
    """From whom to whom, on which days, both included."""

    grantor: UUID
    delegate: UUID
    valid_from: date
    valid_to: date
    kinds: frozenset[str] = frozenset()

    def meets(self, other: "Way") -> bool:
        """Whether both count for one kind of document on one day."""
        days = self.valid_from <= other.valid_to and other.valid_from <= self.valid_to
        return days and (not self.kinds or not other.kinds or bool(self.kinds & other.kinds))


def fault(there: Iterable[Way], new: Way) -> str | None:
    """Why a delegation cannot be added to those that are there: CIRCULAR, CHAIN, or nothing."""
    meeting = [way for way in there if way.meets(new)]
    if new.grantor == new.delegate or _leads(meeting, new.delegate, new.grantor):
        return "CIRCULAR"
    if any(way.delegate == new.grantor or way.grantor == new.delegate for way in meeting):
        return "CHAIN"
    return None


def _leads(ways: list[Way], start: UUID, end: UUID) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        if here not in seen:
            seen.add(here)
            waiting += [way.delegate for way in ways if way.grantor == here]
    return False


def goes_round(managers: Mapping[UUID, UUID], person: UUID, manager: UUID) -> bool:
    """Whether somebody would end up above himself.

    >>> a, b = UUID(int=1), UUID(int=2)
    >>> goes_round({a: b}, b, a), goes_round({}, b, a)
    (True, False)
    """
    seen = set()
    here: UUID | None = manager
    while here is not None and here not in seen:
        if here == person:
            return True
        seen.add(here)
        here = managers.get(here)
    return False
