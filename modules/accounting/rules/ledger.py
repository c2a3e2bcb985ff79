"""Double entry (複式簿記): every entry has two sides that are equal, in each currency, to the last digit.

The companies act (art. 432) asks for timely and accurate books, and the electronic books act for a
visible history of corrections. So a line is never negative and never changed; a mistake is answered by
the entry with the sides swapped.

A sale of 300,000 yen plus 30,000 consumption tax on account:

    >>> sale = (
    ...     debit("1220", Decimal(330000), "JPY"),
    ...     credit("4110", Decimal(300000), "JPY"),
    ...     credit("2180", Decimal(30000), "JPY"),
    ... )
    >>> require_balanced(sale)
    >>> for line in reverse(sale):
    ...     print(line.account, line.debit, line.credit)
    1220 0 330000
    4110 300000 0
    2180 30000 0
    >>> require_balanced(sale[:2])
    Traceback (most recent call last):
    modules.accounting.rules.ledger.UnbalancedEntry: UNBALANCED_ENTRY currency=JPY debit=330000 credit=300000
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from erp.kernel.digits import TooManyDecimals
from erp.kernel.errors import Refused
from erp.kernel.money import ZERO, quantize

Account = TypeVar("Account", bound=Hashable)


class UnbalancedEntry(Refused):
    """The two sides of an entry differ."""

    def __init__(self, currency: str, debit: Decimal, credit: Decimal) -> None:
        super().__init__(currency=currency, debit=debit, credit=credit)


class EmptyEntry(Refused):
    """An entry without lines says nothing."""


class NegativeLine(Refused):
    """A line is never negative: use the other side."""


class ZeroLine(Refused):
    """A line of nothing has no place in the books."""


class FinerThanCoin(Refused):
    """The amount has a part that the currency has no coin for."""


class Side(StrEnum):
    """借方 and 貸方."""

    DEBIT = "DEBIT"
    CREDIT = "CREDIT"

    @property
    def other(self) -> "Side":
        """The side that undoes this one."""
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[Account]):
    """One side of an entry: this account, so much. The rest says whom and what it was about."""

    account: Account
    side: Side
    amount: Decimal
    currency: str
    party: UUID | None = None
    tax_code: UUID | None = None
    department: UUID | None = None
    memo: str | None = None
    tax_rate: Decimal | None = None
    tax_base: Decimal | None = None
    tax_amount: Decimal | None = None
    tax_use: str | None = None
    creditable_share: Decimal | None = None

    @property
    def debit(self) -> Decimal:
        """The amount if it stands on the left, else nothing."""
        return self.amount if self.side is Side.DEBIT else ZERO

    @property
    def credit(self) -> Decimal:
        """The amount if it stands on the right, else nothing."""
        return self.amount if self.side is Side.CREDIT else ZERO


def debit(
    account: Account,
    amount: Decimal,
    currency: str,
    *,
    party: UUID | None = None,
    tax_code: UUID | None = None,
    department: UUID | None = None,
    memo: str | None = None,
    tax_rate: Decimal | None = None,
) -> Line[Account]:
    """A line on the left; a negative amount is refused, so that a wrong sign does not pass unseen.

    >>> debit("1110", Decimal(-1), "JPY")
    Traceback (most recent call last):
    modules.accounting.rules.ledger.NegativeLine: NEGATIVE_LINE account=1110 amount=-1
    """
    if amount < 0:
        raise NegativeLine(account=account, amount=amount)
    return Line(
        account=account, side=Side.DEBIT, amount=amount, currency=currency,
        party=party, tax_code=tax_code, department=department, memo=memo, tax_rate=tax_rate,
    )  # fmt: skip


def credit(
    account: Account,
    amount: Decimal,
    currency: str,
    *,
    party: UUID | None = None,
    tax_code: UUID | None = None,
    department: UUID | None = None,
    memo: str | None = None,
    tax_rate: Decimal | None = None,
) -> Line[Account]:
    """A line on the right."""
    left = debit(
        account, amount, currency,
        party=party, tax_code=tax_code, department=department, memo=memo, tax_rate=tax_rate,
    )  # fmt: skip
    return _other_side(left)


def without_zeros(lines: Iterable[Line[Account]]) -> tuple[Line[Account], ...]:
    """The lines that say something: a sale without tax has no tax line.

    >>> lines = [debit("1220", Decimal(5), "JPY"), credit("2180", ZERO, "JPY")]
    >>> [line.account for line in without_zeros(lines)]
    ['1220']
    """
    return tuple(line for line in lines if line.amount)


def require_balanced(lines: Sequence[Line[Account]]) -> None:
    """Debits equal credits in each currency; no line is nothing, negative or finer than the smallest coin."""
    if not lines:
        raise EmptyEntry()
    for line in lines:
        _require_sound(line)
    for currency in sorted({line.currency for line in lines}):
        left, right = totals(lines, currency)
        if left != right:
            raise UnbalancedEntry(currency, left, right)


def totals(lines: Iterable[Line[Account]], currency: str) -> tuple[Decimal, Decimal]:
    """The sums of both sides in one currency."""
    own = [line for line in lines if line.currency == currency]
    return sum((line.debit for line in own), ZERO), sum((line.credit for line in own), ZERO)


def reverse(lines: Iterable[Line[Account]]) -> tuple[Line[Account], ...]:
    """反対仕訳: the entry that undoes an entry; each line changes sides and keeps everything else."""
    return tuple(_other_side(line) for line in lines)


def _other_side(line: Line[Account]) -> Line[Account]:
    return replace(line, side=line.side.other)


def _require_sound(line: Line[Account]) -> None:
    if line.amount < 0:
        raise NegativeLine(account=line.account, amount=line.amount)
    if line.amount == 0:
        raise ZeroLine(account=line.account)
    try:
        quantize(line.amount, line.currency)
    except TooManyDecimals:
        raise FinerThanCoin(account=line.account, amount=line.amount, currency=line.currency) from None
