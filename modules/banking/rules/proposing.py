"""Proposals for many lines at once (BIL-10): who paid, what for, how sure, and why. Nothing is posted here.

What one line is proposed to pay is not proposed to another: sure ones choose first, the rest shares what is
left.

    >>> a, b = (Customer(name, f"P-00000{at}", (key,), frozenset({Decimal(660)}))
    ...         for at, (name, key) in enumerate((("A", "アオハ゛"), ("B", "ミト゛リ")), 1))
    >>> day = date(2026, 5, 29)
    >>> due, booked = date(2026, 5, 31), date(2026, 5, 1)
    >>> items = [OpenItem(f"{number}", f"IN-{number}", who, due, booked, Decimal(amount))
    ...          for number, who, amount in ((1, "A", 330000), (2, "A", 55000), (3, "B", 88000))]
    >>> told = [("ｱｵﾊﾞ", 329340), ("ｱｵﾊﾞ", 50000), ("ｶ)ﾐﾄﾞﾘ", 40000), ("ﾐﾄﾞﾘ(ｶ", 48000), ("ﾅｿﾞ", 777)]
    >>> lines = [BankLine(at, day, Decimal(amount), payer) for at, (payer, amount) in enumerate(told)]
    >>> for each in propose(lines, items, [a, b], {}):
    ...     print(each.line, each.customer, each.score,
    ...           [(part.number, int(part.amount)) for part in each.parts],
    ...           int(each.fee), " ".join(each.reasons))
    0 A 90 [('IN-1', 330000)] 660 SAME_NAME SHORT_BY_FEE NEAR_DUE_DATE
    1 A 64 [('IN-2', 50000)] 0 SAME_NAME PART_OLDEST_FIRST NEAR_DUE_DATE
    2 B 86 [('IN-3', 40000)] 0 SAME_NAME LINES_ADD_UP NEAR_DUE_DATE
    3 B 86 [('IN-3', 48000)] 0 SAME_NAME LINES_ADD_UP NEAR_DUE_DATE
    4 None 0 [] 0 UNKNOWN_PAYER
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from erp.kernel.money import ZERO
from modules.banking.rules.payers import NONE, BankLine, Customer, Payer, Payers, ProposalReason, plain
from modules.banking.rules.spreading import WORTH, OpenItem, Part, Spread, spread

__all__ = ["BankLine", "Customer", "OpenItem", "Proposal", "ProposalReason", "propose"]

SURE = 75
NEAR_DAYS, SOON_DAYS = 7, 31
NEAR, SOON = 8, 4
ONLY_AMOUNT = 40
NOBODY: Mapping[Hashable, Sequence[Hashable]] = {}
DOUBT = 25


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line could be for; parts + advance = its amount + the fee."""

    line: Hashable
    customer: Hashable | None
    score: int
    reasons: tuple[ProposalReason, ...]
    parts: tuple[Part, ...] = ()
    fee: Decimal = ZERO
    advance: Decimal = ZERO


def propose(
    lines: Sequence[BankLine],
    items: Sequence[OpenItem],
    customers: Sequence[Customer],
    aliases: Mapping[str, Sequence[Hashable]],
    own_accounts: Mapping[str, Hashable] = NONE,
    paid_for: Mapping[Hashable, Sequence[Hashable]] = NOBODY,
) -> list[Proposal]:
    """One proposal a line, in the order of the lines.

    `own_accounts` are numbers made for one customer; `paid_for` says who pays for whom besides himself.
    """
    return _Desk(items, customers, aliases, own_accounts, paid_for).propose(lines)


class _Desk:
    """What is open, and what of it is left while lines are looked at one after the other."""

    def __init__(
        self,
        items: Sequence[OpenItem],
        customers: Sequence[Customer],
        aliases: Mapping[str, Sequence[Hashable]],
        own_accounts: Mapping[str, Hashable],
        paid_for: Mapping[Hashable, Sequence[Hashable]],
    ) -> None:
        self.paid_for = paid_for
        self.left = {each.document: each.open_amount for each in items}
        self.owner = {each.document: each.customer for each in items}
        self.of_customer: dict[Hashable, list[OpenItem]] = {}
        self.by_amount: dict[Decimal, list[OpenItem]] = {}
        numbers: dict[str, tuple[Hashable, tuple[Hashable, ...]]] = {}
        for each in sorted(items, key=lambda item: (item.due_on, item.number)):
            self.of_customer.setdefault(each.customer, []).append(each)
            self.by_amount.setdefault(each.open_amount, []).append(each)
            for number in (each.number, each.bill):
                if number:
                    before = numbers.get(plain(number), (each.customer, ()))[1]
                    numbers[plain(number)] = (each.customer, (*before, each.document))
        self.fees = {each.id: each.fees for each in customers}
        self.payers = Payers(customers, aliases, numbers, own_accounts)

    def propose(self, lines: Sequence[BankLine]) -> list[Proposal]:
        found: dict[Hashable, Proposal] = {}
        waiting: list[tuple[BankLine, list[Payer]]] = []
        for line in sorted(lines, key=lambda each: each.on):
            payers = self.payers.of(line)
            best = self._best(line, payers)
            if best.score >= SURE:
                found[line.id] = self._take(best)
            else:
                waiting.append((line, payers))
        self._together(waiting, found)
        for line, payers in waiting:
            if line.id not in found:
                found[line.id] = self._take(self._best(line, payers))
        return [found[line.id] for line in lines]

    def _open(self, customer: Hashable, on: date) -> list[OpenItem]:
        """What is left of a customer's documents that were there on that day."""
        return [
            each if left == each.open_amount else replace(each, open_amount=left)
            for each in self.of_customer.get(customer, ())
            if (left := self.left[each.document]) > 0 and each.opened_on <= on
        ]

    def _best(self, line: BankLine, payers: Sequence[Payer]) -> Proposal:
        if not payers:
            return self._by_amount(line)
        looked = [(payer, self._spread(line, payer)) for payer in payers[:8]]
        ranked = sorted(looked, key=lambda each: -(each[0].points + each[1].worth))
        payer, what = ranked[0]
        reasons, score = [*payer.reasons, what.reason], payer.points + what.worth
        nearness = _nearness(line, what)
        if nearness == NEAR:
            reasons.append(ProposalReason.NEAR_DUE_DATE)
        if any(self.owner[part.document] != payer.customer for part in what.parts):
            reasons.append(ProposalReason.PAYS_FOR_OTHERS)
        if len(ranked) > 1 and ranked[1][0].points + ranked[1][1].worth >= score - 4:
            reasons.append(ProposalReason.OTHER_CUSTOMER_TOO)
            score -= DOUBT
        score = max(1, min(100, score + nearness))
        return Proposal(line.id, payer.customer, score, tuple(reasons), what.parts, what.fee, what.advance)

    def _spread(self, line: BankLine, payer: Payer) -> Spread:
        """What he owes himself, unless what he and those he pays for owe together fits better."""
        fees, own = self.fees.get(payer.customer, ()), self._open(payer.customer, line.on)
        alone = spread(line.amount, own, fees, payer.named)
        others = [
            each for other in self.paid_for.get(payer.customer, ()) for each in self._open(other, line.on)
        ]
        if not others:
            return alone
        both = sorted([*own, *others], key=lambda item: (item.due_on, item.number))
        together = spread(line.amount, both, fees, payer.named)
        return together if together.worth > alone.worth else alone

    def _by_amount(self, line: BankLine) -> Proposal:
        """Nobody of that name: one single document of exactly this amount is at least a trace."""
        fitting = [
            each
            for each in self.by_amount.get(line.amount, ())
            if self.left[each.document] == line.amount and each.opened_on <= line.on
        ]
        if len(fitting) != 1:
            return Proposal(line.id, None, 0, (ProposalReason.UNKNOWN_PAYER,), advance=line.amount)
        each = fitting[0]
        part = Part(each.document, each.number, each.due_on, line.amount, line.amount)
        return Proposal(line.id, each.customer, ONLY_AMOUNT, (ProposalReason.ONLY_AMOUNT,), (part,))

    def _together(
        self, waiting: Sequence[tuple[BankLine, list[Payer]]], found: dict[Hashable, Proposal]
    ) -> None:
        """Several lines of one payer that come to one document of his."""
        groups: dict[Hashable, list[tuple[BankLine, Payer]]] = {}
        for line, payers in waiting:
            if payers:
                groups.setdefault(payers[0].customer, []).append((line, payers[0]))
        for customer, group in groups.items():
            whole = sum((line.amount for line, _ in group), ZERO)
            if not 1 < len(group) <= 5:
                continue
            items = self._open(customer, min(line.on for line, _ in group))
            each = next((item for item in items if item.open_amount == whole), None)
            if each is None:
                continue
            for line, payer in group:
                part = Part(each.document, each.number, each.due_on, line.amount, each.open_amount)
                what = Spread((part,), ProposalReason.LINES_ADD_UP)
                near = _nearness(line, what)
                reasons = (
                    *payer.reasons,
                    ProposalReason.LINES_ADD_UP,
                    *([ProposalReason.NEAR_DUE_DATE] if near == NEAR else []),
                )
                score = payer.points + WORTH[ProposalReason.LINES_ADD_UP] + near
                found[line.id] = self._take(Proposal(line.id, customer, score, reasons, (part,)))

    def _take(self, proposal: Proposal) -> Proposal:
        for part in proposal.parts:
            self.left[part.document] -= part.amount
        return proposal


def _nearness(line: BankLine, what: Spread) -> int:
    if not what.parts:
        return 0
    days = min(abs((part.due_on - line.on).days) for part in what.parts)
    return NEAR if days <= NEAR_DAYS else SOON if days <= SOON_DAYS else 0
