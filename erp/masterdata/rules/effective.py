"""Effective dates: rates, prices and employments hold from a day to a day, both included.

Every rate and threshold of the law is dated data, never a constant: the consumption tax of a supply
follows the day of the supply, also years later. Two rows that both hold on one day would make the answer
a matter of luck, so an overlap is found before it is saved.

    >>> rates = [
    ...     Dated(date(2014, 4, 1), date(2019, 9, 30), "8"),
    ...     Dated(date(2019, 10, 1), None, "10"),
    ... ]
    >>> [valid_on(rates, day).value for day in (date(2019, 9, 30), date(2019, 10, 1))]
    ['8', '10']
    >>> valid_on(rates, date(2014, 3, 31)) is None
    True
    >>> overlaps([*rates, Dated(date(2019, 9, 1), date(2019, 10, 31), "?")])
    [(0, 2), (1, 2)]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """A value from a day to a day; without an end it holds until further notice."""

    valid_from: date
    valid_to: date | None
    value: Value

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError("a validity does not end before it begins")

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def valid_on(rows: Sequence[Dated[Value]], day: date) -> Dated[Value] | None:
    """The row that holds on a day; two that both hold are a fault of the data and not settled here.

    >>> valid_on([Dated(date(2026, 1, 1), None, 1), Dated(date(2026, 2, 1), None, 2)], date(2026, 3, 1))
    Traceback (most recent call last):
    ValueError: 2 rows hold on 2026-03-01
    """
    holding = [row for row in rows if row.holds_on(day)]
    if len(holding) > 1:
        raise ValueError(f"{len(holding)} rows hold on {day}")
    return holding[0] if holding else None


def overlaps(rows: Sequence[Dated[Value]]) -> list[tuple[int, int]]:
    """The pairs of rows, by position, that both hold on some day; one shared day is enough.

    >>> first = Dated(date(2026, 1, 1), date(2026, 3, 31), "a")
    >>> overlaps([first, Dated(date(2026, 3, 31), None, "b")])
    [(0, 1)]
    >>> overlaps([Dated(date(2026, 3, 31), None, "b"), first])
    [(0, 1)]
    >>> overlaps([first, Dated(date(2026, 4, 1), None, "b")])
    []
    """
    return [
        (one, other)
        for one in range(len(rows))
        for other in range(one + 1, len(rows))
        if rows[one].valid_from <= (rows[other].valid_to or date.max)
        and rows[other].valid_from <= (rows[one].valid_to or date.max)
    ]
