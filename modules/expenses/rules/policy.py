"""What a company allows its people to spend, checked before a human looks.

The rule of a grade goes before the rule for everybody, the newest that has begun counts:

    >>> ours = [Limit(None, date(2026, 4, 1), Decimal(8000)), Limit("M", date(2026, 4, 1), Decimal(15000)),
    ...         Limit(None, date(2026, 10, 1), Decimal(9000))]
    >>> [limit_on(ours, grade, on).line_limit
    ...  for grade, on in (("S", date(2026, 9, 30)), ("S", date(2026, 10, 1)), ("M", date(2026, 10, 1)))]
    [Decimal('8000'), Decimal('9000'), Decimal('15000')]
    >>> limit_on(ours, "S", date(2026, 3, 31)) is None
    True

A limit may be reached; a receipt or a reason is asked from an amount on:

    >>> rule = Limit(None, date(2026, 4, 1), Decimal(5000), Decimal(1000), Decimal(4000))
    >>> [str(each) for each in findings(rule, Decimal(5000), has_receipt=True, has_reason=True)]
    []
    >>> [str(each) for each in findings(rule, Decimal(5001), has_receipt=False, has_reason=False)]
    ['OVER_LIMIT', 'RECEIPT_MISSING', 'REASON_MISSING']
    >>> findings(rule, Decimal(999), has_receipt=False, has_reason=False)
    []
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from modules.expenses.states import Breach, Finding


class Dated(Protocol):
    """A row that counts from a day on, for a grade or for everybody."""

    @property
    def grade(self) -> Hashable | None:
        """Whose it is."""

    @property
    def valid_from(self) -> date:
        """Its first day."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a line of one kind may come to."""

    grade: Hashable | None
    valid_from: date
    line_limit: Decimal | None = None
    receipt_from: Decimal | None = None
    reason_from: Decimal | None = None
    breach: Breach = Breach.WARN


Row = TypeVar("Row", bound=Dated)


def limit_on(rows: Iterable[Row], grade: Hashable | None, on: date) -> Row | None:
    """The row that counts for a grade on a day."""
    begun = [row for row in rows if row.valid_from <= on and row.grade in (None, grade)]
    own = [row for row in begun if row.grade is not None]
    return max(own or begun, key=lambda row: row.valid_from, default=None)


def findings(limit: Limit | None, amount: Decimal, *, has_receipt: bool, has_reason: bool) -> list[Finding]:
    """What of a line does not keep to its rule."""
    if limit is None:
        return []
    found = []
    if limit.line_limit is not None and amount > limit.line_limit:
        found.append(Finding.OVER_LIMIT)
    if limit.receipt_from is not None and amount >= limit.receipt_from and not has_receipt:
        found.append(Finding.RECEIPT_MISSING)
    if limit.reason_from is not None and amount >= limit.reason_from and not has_reason:
        found.append(Finding.REASON_MISSING)
    return found
