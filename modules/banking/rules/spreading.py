"""What the money is for: which of a customer's open documents an amount pays (§3.3).

In this order: what the payer named; one document of exactly this amount; a whole closing bill, all that is due on
one day, or the whole balance; the same short by a fee that we bear; a few that add up; else the oldest first. What
is left over is an advance.

    >>> items = [OpenItem("1", "IN-1", "A", date(2026, 4, 30), date(2026, 4, 1), Decimal(330000)),
    ...          OpenItem("2", "IN-2", "A", date(2026, 5, 31), date(2026, 5, 1), Decimal(110000)),
    ...          OpenItem("3", "IN-3", "A", date(2026, 5, 31), date(2026, 5, 2), Decimal(22000))]
    >>> fees = frozenset({Decimal(660)})
    >>> for amount in (110000, 329340, 132000, 462000, 352000, 100000, 500000):
    ...     found = spread(Decimal(amount), items, fees)
    ...     print(amount, found.reason.value, [(part.number, int(part.amount)) for part in found.parts],
    ...           int(found.fee), int(found.advance))
    110000 EXACT_AMOUNT [('IN-2', 110000)] 0 0
    329340 SHORT_BY_FEE [('IN-1', 330000)] 660 0
    132000 DUE_TOGETHER [('IN-2', 110000), ('IN-3', 22000)] 0 0
    462000 WHOLE_BALANCE [('IN-1', 330000), ('IN-2', 110000), ('IN-3', 22000)] 0 0
    352000 SEVERAL_ADD_UP [('IN-1', 330000), ('IN-3', 22000)] 0 0
    100000 PART_OLDEST_FIRST [('IN-1', 100000)] 0 0
    500000 MORE_THAN_OWED [('IN-1', 330000), ('IN-2', 110000), ('IN-3', 22000)] 0 38000
    >>> spread(Decimal(5), [], fees).reason.value
    'NOTHING_OPEN'
"""  # noqa: E501

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from erp.kernel.money import ZERO
from modules.banking.rules.payers import ProposalReason

# Sums are looked for among so many of the oldest; more would find them by accident, and take too long.
TRIED = 20
MOST_IN_A_SUM = 8

WORTH = {
    ProposalReason.EXACT_AMOUNT: 40,
    ProposalReason.WHOLE_BILL: 40,
    ProposalReason.DUE_TOGETHER: 38,
    ProposalReason.WHOLE_BALANCE: 38,
    ProposalReason.SHORT_BY_FEE: 34,
    ProposalReason.SEVERAL_ADD_UP: 33,
    ProposalReason.ONE_OF_SEVERAL: 30,
    ProposalReason.LINES_ADD_UP: 30,
    ProposalReason.SEVERAL_WAYS: 20,
    ProposalReason.MORE_THAN_OWED: 10,
    ProposalReason.PART_OLDEST_FIRST: 8,
    ProposalReason.NOTHING_OPEN: 0,
}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A document of a customer that is not paid in full; `bill` is the closing bill it stands on."""

    document: Hashable
    number: str
    customer: Hashable
    due_on: date
    opened_on: date
    open_amount: Decimal
    bill: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """So much for this document, of which so much was open."""

    document: Hashable
    number: str
    due_on: date
    amount: Decimal
    open_amount: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """Parts + advance = amount + fee."""

    parts: tuple[Part, ...]
    reason: ProposalReason
    fee: Decimal = ZERO
    advance: Decimal = ZERO

    @property
    def worth(self) -> int:
        """How much this says for the proposal."""
        return WORTH[self.reason]


def spread(
    amount: Decimal,
    items: Sequence[OpenItem],
    fees: Collection[Decimal],
    named: Collection[Hashable] = (),
) -> Spread:
    """How the amount is spread over what is open, oldest due first."""
    if not items:
        return Spread((), ProposalReason.NOTHING_OPEN, advance=amount)
    chosen = [each for each in items if each.document in named]
    if chosen:
        return _named(amount, chosen, [each for each in items if each not in chosen], fees)
    exact = [each for each in items if each.open_amount == amount]
    if exact:
        return _all(
            exact[:1], ProposalReason.EXACT_AMOUNT if len(exact) == 1 else ProposalReason.ONE_OF_SEVERAL
        )
    groups = list(_groups(items))
    for wanted, fee in [(amount, ZERO), *((amount + fee, fee) for fee in sorted(fees))]:
        if fee:
            single = next((each for each in items if each.open_amount == wanted), None)
            if single is not None:
                return _all([single], ProposalReason.SHORT_BY_FEE, fee)
        for group, whole, reason in groups:
            if whole == wanted:
                return _all(group, ProposalReason.SHORT_BY_FEE if fee else reason, fee)
    return _adding_up(amount, items) or _oldest_first(amount, items)


def _named(
    amount: Decimal, chosen: Sequence[OpenItem], others: Sequence[OpenItem], fees: Collection[Decimal]
) -> Spread:
    whole = sum((each.open_amount for each in chosen), ZERO)
    if whole == amount:
        return _all(chosen, ProposalReason.EXACT_AMOUNT)
    if whole - amount in fees:
        return _all(chosen, ProposalReason.SHORT_BY_FEE, whole - amount)
    return _oldest_first(amount, [*chosen, *others])


def _all(chosen: Iterable[OpenItem], reason: ProposalReason, fee: Decimal = ZERO) -> Spread:
    parts = [
        Part(each.document, each.number, each.due_on, each.open_amount, each.open_amount) for each in chosen
    ]
    return Spread(tuple(parts), reason, fee)


def _groups(items: Sequence[OpenItem]) -> Iterator[tuple[list[OpenItem], Decimal, ProposalReason]]:
    """What is asked for together: a closing bill, a due day, everything."""
    bills: dict[str, list[OpenItem]] = {}
    days: dict[date, list[OpenItem]] = {}
    for each in items:
        days.setdefault(each.due_on, []).append(each)
        if each.bill:
            bills.setdefault(each.bill, []).append(each)
    sorts = [(group, ProposalReason.WHOLE_BILL) for group in bills.values()]
    sorts += [(group, ProposalReason.DUE_TOGETHER) for group in days.values() if len(group) > 1]
    sorts += [(list(items), ProposalReason.WHOLE_BALANCE)] if len(items) > 1 else []
    for group, reason in sorts:
        yield group, sum((each.open_amount for each in group), ZERO), reason


def _adding_up(amount: Decimal, items: Sequence[OpenItem]) -> Spread | None:
    """A few of the oldest that come to the amount: the sums of one half meet those of the other."""
    tried = [each for each in items if each.open_amount < amount][:TRIED]
    if len(tried) < 2 or sum((each.open_amount for each in tried), ZERO) < amount:
        return None
    half = len(tried) // 2
    left, right = _sums(tried[:half], amount), _sums(tried[half:], amount)
    by_sum: dict[Decimal, list[int]] = {}
    for mask, total in right:
        by_sum.setdefault(total, []).append(mask << half)
    found: list[int] = []
    for mask, total in left:
        for other in by_sum.get(amount - total, ()):
            both = mask | other
            if 1 < both.bit_count() <= MOST_IN_A_SUM:
                found.append(both)
    if not found:
        return None
    best = min(found, key=lambda mask: (mask.bit_count(), mask))
    chosen = [each for at, each in enumerate(tried) if best >> at & 1]
    return _all(chosen, ProposalReason.SEVERAL_ADD_UP if len(found) == 1 else ProposalReason.SEVERAL_WAYS)


def _sums(items: Sequence[OpenItem], most: Decimal) -> list[tuple[int, Decimal]]:
    sums = [(0, ZERO)]
    for at, each in enumerate(items):
        sums += [
            (mask | 1 << at, total + each.open_amount)
            for mask, total in sums
            if total + each.open_amount <= most
        ]
    return sums


def _oldest_first(amount: Decimal, order: Sequence[OpenItem]) -> Spread:
    left, parts = amount, []
    for each in order:
        paid = min(left, each.open_amount)
        if paid > 0:
            parts.append(Part(each.document, each.number, each.due_on, paid, each.open_amount))
            left -= paid
    return Spread(
        tuple(parts),
        ProposalReason.MORE_THAN_OWED if left else ProposalReason.PART_OLDEST_FIRST,
        advance=left,
    )
