"""What a bank's file says, whatever its form: accounts, days, movements; and whether it adds up.

A file that does not add up is not read at all, for half a statement is worse than none. A refusal names the
record and the part of it, so that a person can look it up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from erp.kernel.errors import BadInput
from erp.kernel.money import ZERO
from modules.banking.states import DepositKind, Direction, StatementSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One movement; `cancels` is the bank taking back a transfer it had told before."""

    record: int
    booked_on: date
    direction: Direction
    amount: Decimal
    payer: str | None = None
    description: str | None = None
    edi: str | None = None
    inquiry_no: str | None = None
    remitter_code: str | None = None
    from_bank: str | None = None
    from_branch: str | None = None
    balance: Decimal | None = None
    cancels: bool = False

    @property
    def signed(self) -> Decimal:
        """Above zero when money came in."""
        return self.amount if self.direction is Direction.IN else -self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatement:
    """The movements of one account; who it is only where the file says so."""

    record: int
    from_on: date
    to_on: date
    lines: tuple[ReadLine, ...]
    bank_code: str | None = None
    bank_name: str | None = None
    branch_code: str | None = None
    branch_name: str | None = None
    kind: DepositKind | None = None
    account_number: str | None = None
    holder: str | None = None
    opening: Decimal | None = None
    closing: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """All a file says."""

    source: StatementSource
    statements: tuple[ReadStatement, ...]


def unreadable(reason: str, record: int, part: str, **facts: object) -> BadInput:
    """The refusal of a file: which record, which part of it, and why."""
    return BadInput("file", reason, record=record, part=part, **facts)


def sum_of(lines: Sequence[ReadLine], direction: Direction, *, cancels: bool | None = None) -> Decimal:
    """What came in or went out."""
    wanted = [line for line in lines if cancels is None or line.cancels is cancels]
    return sum((line.amount for line in wanted if line.direction is direction), ZERO)


def require_same(part: str, record: int, told: Decimal | int, found: Decimal | int) -> None:
    """ZEN-02: what the file says of itself is what it holds.

    >>> require_same("出金件数", 4, 9, 8)
    Traceback (most recent call last):
    erp.kernel.errors.BadInput: BAD_INPUT field=file reason=CONTROL_TOTAL record=4 part=出金件数 told=9 found=8
    """  # noqa: E501
    if told != found:
        raise unreadable("CONTROL_TOTAL", record, part, told=told, found=found)
