"""Booking a line to accounts: the bank on one side, what it was for on the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import ZERO, Money
from modules import accounting
from modules.accounting import EntryLine, PostingPurpose, TaxEntry
from modules.banking.matching import Done, Line, bank_lines_of, write_done
from modules.banking.states import Direction, LineState, MatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedPart:
    """So much of a line to this account; without an amount, what the other parts leave."""

    account: UUID
    amount: Money | None = None
    party: UUID | None = None
    tax_code: UUID | None = None
    department: UUID | None = None
    memo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """How a line is booked: to accounts, or to the account of a purpose."""

    kind: MatchKind
    parts: Sequence[PostedPart] = field(default_factory=tuple)
    purpose: PostingPurpose | None = None
    note: str | None = None
    score: int | None = None
    reasons: Sequence[str] = ()
    automatic: bool = False


async def book_line(act: Act, line: Line, booked: Booked) -> UUID:
    """Post the entry of a line on its own day, or, out of the suspense account, today."""
    accounts = await accounting.posting_accounts(act)
    parts = [PostedPart(account=accounts[booked.purpose])] if booked.purpose else booked.parts
    amounts = _amounts(line, parts)
    coming, suspended = line.direction is Direction.IN, line.state is LineState.SUSPENDED
    if suspended:
        purpose = PostingPurpose.SUSPENSE_RECEIPT if coming else PostingPurpose.SUSPENSE_PAYMENT
        own = accounts[purpose]
    else:
        own = line.account
    here, there = (accounting.debit, accounting.credit) if coming else (accounting.credit, accounting.debit)
    lines: list[EntryLine] = [here(own, line.amount, memo=line.title)]
    for part, amount in zip(parts, amounts, strict=True):
        side = there(part.account, amount).side
        lines.append(
            EntryLine(
                account=part.account,
                side=side,
                amount=Money(amount),
                party=part.party,
                tax_code=part.tax_code,
                department=part.department,
                memo=part.memo,
                tax_entry=TaxEntry.INCLUDED if part.tax_code else TaxEntry.AS_IS,
            )
        )
    entry = await accounting.post_entry(
        act=act,
        on=max(act.today, line.booked_on) if suspended else line.booked_on,
        description=booked.note or line.title,
        lines=lines,
        origin=line.origin,
        cause=line.id,
    )
    done = Done(
        kind=booked.kind,
        document=entry,
        score=booked.score,
        reasons=booked.reasons,
        note=booked.note,
        automatic=booked.automatic,
        entries=() if suspended else await bank_lines_of(act, entry, line.account),
    )
    return await write_done(act, line, done, line.after)


def _amounts(line: Line, parts: Sequence[PostedPart]) -> list[Decimal]:
    """What each part comes to; together they are the line."""
    if not parts:
        raise BadInput("parts", "EMPTY")
    open_ends = [at for at, part in enumerate(parts) if part.amount is None]
    if len(open_ends) > 1:
        raise BadInput(f"parts.{open_ends[1]}.amount", "EMPTY")
    told = sum((part.amount for part in parts if part.amount is not None), ZERO)
    rest = line.amount - told
    if rest < 0 or (rest == 0) is bool(open_ends):
        raise BadInput("parts", "NOT_THE_LINE", amount=line.amount, told=told)
    for at, part in enumerate(parts):
        if part.amount is not None and part.amount <= 0:
            raise BadInput(f"parts.{at}.amount", "AMOUNT_NOT_POSITIVE", given=part.amount)
    return [rest if part.amount is None else part.amount for part in parts]
