"""How far an order has come. Shipping and billing are not states of the order: they are counted from its
lines.

What was returned counts as not shipped and what was credited as not billed, so the caller passes net
quantities.

    >>> one, two = Counted(Decimal(10), shipped=Decimal(10)), Counted(Decimal(5))
    >>> shipped_progress([one, two]).value, shipped_progress([one]).value, shipped_progress([two]).value
    ('PARTIAL', 'FULL', 'NONE')
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)


class Progress(StrEnum):
    """None of it, a part of it, all of it."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    FULL = "FULL"


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of an order in figures."""

    ordered: Decimal
    shipped: Decimal = ZERO
    billed: Decimal = ZERO


def shipped_progress(lines: Iterable[Counted]) -> Progress:
    """出荷の進み."""
    return progress((line.ordered, line.shipped) for line in lines)


def billed_progress(lines: Iterable[Counted]) -> Progress:
    """請求の進み.

    >>> billed_progress([Counted(Decimal(2), Decimal(2), billed=Decimal(1))]).value
    'PARTIAL'
    """
    return progress((line.ordered, line.billed) for line in lines)


def progress(pairs: Iterable[tuple[Decimal, Decimal]]) -> Progress:
    """Ordered against done, line by line: too much on one line does not make up for too little on another.

    >>> progress([(Decimal(1), Decimal(3)), (Decimal(2), Decimal(0))]).value
    'PARTIAL'
    >>> progress([]).value
    'NONE'
    """
    counted = [(ordered, done) for ordered, done in pairs if ordered > 0]
    if not any(done > 0 for _, done in counted):
        return Progress.NONE
    return Progress.FULL if all(done >= ordered for ordered, done in counted) else Progress.PARTIAL
