"""Locks of a part of the books: forward at any time, back only by another person and for a reason.

A lock is a day: whatever belongs to that day or an earlier one does not move any more. Locking again for an
earlier day would unlock, so it is refused here and has a verb of its own.

    >>> moves_forward(None, date(2026, 4, 30)), moves_forward(date(2026, 4, 30), date(2026, 5, 31))
    (True, True)
    >>> moves_forward(date(2026, 4, 30), date(2026, 4, 30))
    False
    >>> moves_back(date(2026, 4, 30), date(2026, 3, 31)), moves_back(date(2026, 4, 30), None)
    (True, True)
    >>> moves_back(None, None), moves_back(date(2026, 4, 30), date(2026, 5, 31))
    (False, False)
"""

from datetime import date


def moves_forward(locked_through: date | None, through: date) -> bool:
    """Whether more is locked than before."""
    return locked_through is None or through > locked_through


def moves_back(locked_through: date | None, through: date | None) -> bool:
    """Whether less is locked than before; `None` is nothing at all."""
    return locked_through is not None and (through is None or through < locked_through)
