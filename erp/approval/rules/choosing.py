"""Which rule of the matrix counts for a document: the band it lies in, and the most particular of those
that fit.

Bands are half-open: from an amount on, and below the next.

    >>> low = Rule(1, Decimal(0), Decimal(100000))
    >>> high = Rule(2, Decimal(100000), None)
    >>> [governing([low, high], Question(Decimal(amount))).version for amount in (0, 99999, 100000)]
    [1, 1, 2]

A rule for a department, an account or a risk goes before one for all of them; a risk weighs most.

    >>> legal = Rule(3, Decimal(0), None, risk="PERSONAL_DATA")
    >>> governing([low, high, legal], Question(Decimal(5), risks=frozenset({"PERSONAL_DATA"}))).version
    3
    >>> governing([high], Question(Decimal(5))) is None
    True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides whether a rule fits; `steps` is its route."""

    version: int
    amount_from: Decimal
    amount_below: Decimal | None
    department: UUID | None = None
    account: UUID | None = None
    risk: str | None = None
    id: UUID | None = None
    steps: tuple[Any, ...] = ()

    @property
    def weight(self) -> int:
        """How particular it is."""
        return (
            4 * (self.risk is not None) + 2 * (self.department is not None) + 1 * (self.account is not None)
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What of a document decides about its route."""

    amount: Decimal
    department: UUID | None = None
    account: UUID | None = None
    risks: frozenset[str] = frozenset()


def fits(rule: Rule, asked: Question) -> bool:
    """Whether the rule says anything about such a document."""
    amount = abs(asked.amount)
    return (
        rule.amount_from <= amount
        and (rule.amount_below is None or amount < rule.amount_below)
        and rule.department in (None, asked.department)
        and rule.account in (None, asked.account)
        and (rule.risk is None or rule.risk in asked.risks)
    )


def governing(rules: Iterable[Rule], asked: Question) -> Rule | None:
    """The most particular rule that fits; the newest of several."""
    fitting = [rule for rule in rules if fits(rule, asked)]
    return max(fitting, key=lambda rule: (rule.weight, rule.version), default=None)


def overlap(one: Rule, other: Rule) -> bool:
    """Whether two rules of the same dimensions speak of one amount."""
    same = (one.department, one.account, one.risk) == (other.department, other.account, other.risk)
    return (
        same
        and (other.amount_below is None or one.amount_from < other.amount_below)
        and (one.amount_below is None or other.amount_from < one.amount_below)
    )
