"""What can be promised: goods go to the lines in the order of the document, and what is short is said
line by line.

Nobody is promised what is promised already: `available` is what lies here minus what is reserved (引当可能 =
現在庫 − 引当済). Two lines of the same product share it.

    >>> needs = [Need("line 1", "tea", Decimal(6)), Need("line 2", "tea", Decimal(6))]
    >>> for split in split_by_availability(needs, {"tea": Decimal(10)}):
    ...     print(split.line, split.now, split.backorder)
    line 1 6 0
    line 2 4 2
    >>> [(s.line, int(s.wanted), int(s.available)) for s in shortages(needs, {"tea": Decimal(10)})]
    [('line 2', 6, 4)]
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Need:
    """A line that wants goods."""

    line: Hashable
    product: Hashable
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """What a line gets now and what it waits for (引当残)."""

    line: Hashable
    product: Hashable
    now: Decimal
    backorder: Decimal


@dataclass(frozen=True, slots=True)
class Shortage:
    """A line that cannot be served in full: what it wants and what was left for it."""

    line: Hashable
    product: Hashable
    wanted: Decimal
    available: Decimal


def split_by_availability(needs: Sequence[Need], available: Mapping[Hashable, Decimal]) -> list[Split]:
    """Serve the lines in their order as far as the goods reach.

    >>> split_by_availability([Need(1, "cup", Decimal(2))], {})
    [Split(line=1, product='cup', now=Decimal('0'), backorder=Decimal('2'))]
    """
    left = dict(available)
    splits = []
    for need in needs:
        if need.quantity < 0:
            raise ValueError("a need is not below zero")
        now = min(need.quantity, max(left.get(need.product, ZERO), ZERO))
        left[need.product] = left.get(need.product, ZERO) - now
        splits.append(Split(need.line, need.product, now, need.quantity - now))
    return splits


def shortages(needs: Sequence[Need], available: Mapping[Hashable, Decimal]) -> list[Shortage]:
    """The lines that cannot be served in full; none when everything can be promised."""
    return [
        Shortage(split.line, split.product, split.now + split.backorder, split.now)
        for split in split_by_availability(needs, available)
        if split.backorder
    ]
