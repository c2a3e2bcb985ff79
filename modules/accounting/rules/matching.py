"""Matching a receipt with open invoices (入金消込): a proposal with reasons, which a person may change.

In this order: what the payer named; one invoice of exactly this amount; one invoice short of a transfer
fee that the customer took off (振込手数料, a return of the sale under consumption tax act art. 38); a few
invoices that add up to it; else the oldest due first. What is left over is an advance (前受金), what is not
covered stays open; nothing disappears: parts plus advance are always the receipt plus the fee.

    >>> invoices = [
    ...     OpenInvoice("IN-1", date(2026, 4, 30), Decimal(330000)),
    ...     OpenInvoice("IN-2", date(2026, 5, 31), Decimal(110000)),
    ... ]
    >>> for amount in (110000, 440000, 109340, 340000, 500000):
    ...     found = propose(Decimal(amount), invoices, fees=[Decimal(660)])
    ...     print(found.reason.value, [(part.invoice, int(part.amount)) for part in found.parts],
    ...           int(found.fee), int(found.advance), int(found.still_open), found.score)
    EXACT_AMOUNT [('IN-2', 110000)] 0 0 330000 100
    SEVERAL_ADD_UP [('IN-1', 330000), ('IN-2', 110000)] 0 0 0 85
    SHORT_BY_FEE [('IN-2', 110000)] 660 0 330000 75
    OLDEST_FIRST [('IN-1', 330000), ('IN-2', 10000)] 0 0 100000 50
    OLDEST_FIRST [('IN-1', 330000), ('IN-2', 110000)] 0 60000 0 50
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from unicodedata import normalize

from erp.kernel.money import ZERO

# Sums of at most this many of the oldest open invoices are tried; more would find sums by accident.
MOST_IN_A_SUM = 4
OLDEST_TRIED = 14


class MatchReason(StrEnum):
    """Why a receipt is spread as proposed."""

    NAMED_BY_PAYER = "NAMED_BY_PAYER"
    EXACT_AMOUNT = "EXACT_AMOUNT"
    ONE_OF_SEVERAL_EXACT = "ONE_OF_SEVERAL_EXACT"
    SEVERAL_ADD_UP = "SEVERAL_ADD_UP"
    SHORT_BY_FEE = "SHORT_BY_FEE"
    OLDEST_FIRST = "OLDEST_FIRST"
    NOTHING_OPEN = "NOTHING_OPEN"


SCORE = {
    MatchReason.NAMED_BY_PAYER: 95,
    MatchReason.EXACT_AMOUNT: 100,
    MatchReason.ONE_OF_SEVERAL_EXACT: 80,
    MatchReason.SEVERAL_ADD_UP: 85,
    MatchReason.SHORT_BY_FEE: 75,
    MatchReason.OLDEST_FIRST: 50,
    MatchReason.NOTHING_OPEN: 30,
}


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice that is not paid in full; `number` is what a payer might have written."""

    id: Hashable
    due_on: date
    open_amount: Decimal
    number: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """So much of the receipt for this invoice, and what stays open of it."""

    invoice: Hashable
    amount: Decimal
    remaining: Decimal
    reason: MatchReason


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a receipt may be spread; parts + advance = amount + fee."""

    amount: Decimal
    parts: tuple[Part, ...]
    fee: Decimal
    advance: Decimal
    still_open: Decimal
    reason: MatchReason
    score: int

    @property
    def overpaid(self) -> bool:
        """More came than was asked for: 過入金."""
        return self.advance > 0

    @property
    def underpaid(self) -> bool:
        """An invoice was paid in part only: 一部入金."""
        return any(part.remaining > 0 for part in self.parts)


def propose(
    amount: Decimal, invoices: Sequence[OpenInvoice], *, fees: Sequence[Decimal] = (), note: str = ""
) -> Proposal:
    """The proposal for one receipt of one customer, all in one currency.

    `fees` are the transfer fees that this customer is allowed to take off; none unless we bear them.

    >>> asked = [OpenInvoice("a", date(2026, 4, 30), Decimal(50), "IN-2026-000007"),
    ...          OpenInvoice("b", date(2026, 3, 31), Decimal(50), "IN-2026-000003")]
    >>> named = propose(Decimal(50), asked, note="ｾｲｷﾕｳｼﾖ IN-2026-000007")
    >>> named.reason.value, named.parts[0].invoice
    ('NAMED_BY_PAYER', 'a')
    >>> either = propose(Decimal(50), asked)
    >>> either.reason.value, either.parts[0].invoice, either.score
    ('ONE_OF_SEVERAL_EXACT', 'b', 80)
    >>> propose(Decimal(50), []).advance
    Decimal('50')
    """
    if amount <= 0 or any(invoice.open_amount <= 0 for invoice in invoices):
        raise ValueError("a receipt and what is open are above zero")
    oldest_first = sorted(invoices, key=lambda invoice: (invoice.due_on, invoice.number, str(invoice.id)))
    if not oldest_first:
        return _spread(amount, [], MatchReason.NOTHING_OPEN, invoices)
    return (
        _named(amount, oldest_first, note)
        or _exact(amount, oldest_first)
        or _short_by_fee(amount, oldest_first, fees)
        or _adding_up(amount, oldest_first)
        or _spread(amount, oldest_first, MatchReason.OLDEST_FIRST, invoices)
    )


def _named(amount: Decimal, invoices: Sequence[OpenInvoice], note: str) -> Proposal | None:
    named = [invoice for invoice in invoices if _says(note, invoice.number)]
    if not named:
        return None
    rest = [invoice for invoice in invoices if invoice not in named]
    return _spread(amount, [*named, *rest], MatchReason.NAMED_BY_PAYER, invoices)


def _exact(amount: Decimal, invoices: Sequence[OpenInvoice]) -> Proposal | None:
    exact = [invoice for invoice in invoices if invoice.open_amount == amount]
    if not exact:
        return None
    reason = MatchReason.EXACT_AMOUNT if len(exact) == 1 else MatchReason.ONE_OF_SEVERAL_EXACT
    return _spread(amount, exact[:1], reason, invoices)


def _short_by_fee(
    amount: Decimal, invoices: Sequence[OpenInvoice], fees: Sequence[Decimal]
) -> Proposal | None:
    for invoice in invoices:
        fee = invoice.open_amount - amount
        if fee > 0 and fee in fees:
            return _spread(amount, [invoice], MatchReason.SHORT_BY_FEE, invoices, fee)
    return None


def _adding_up(amount: Decimal, invoices: Sequence[OpenInvoice]) -> Proposal | None:
    if sum(invoice.open_amount for invoice in invoices) == amount:
        return _spread(amount, invoices, MatchReason.SEVERAL_ADD_UP, invoices)
    tried = invoices[:OLDEST_TRIED]
    for count in range(2, min(MOST_IN_A_SUM, len(tried)) + 1):
        for chosen in combinations(tried, count):
            if sum(invoice.open_amount for invoice in chosen) == amount:
                return _spread(amount, chosen, MatchReason.SEVERAL_ADD_UP, invoices)
    return None


def _spread(
    amount: Decimal,
    order: Sequence[OpenInvoice],
    reason: MatchReason,
    invoices: Sequence[OpenInvoice],
    fee: Decimal = ZERO,
) -> Proposal:
    """Pay the invoices in this order as far as the money reaches."""
    left, parts = amount + fee, []
    for invoice in order:
        paid = min(left, invoice.open_amount)
        if paid > 0:
            parts.append(Part(invoice.id, paid, invoice.open_amount - paid, reason))
            left -= paid
    open_before = sum((invoice.open_amount for invoice in invoices), ZERO)
    still_open = open_before - (amount + fee - left)
    return Proposal(amount, tuple(parts), fee, left, still_open, reason, SCORE[reason])


def _says(note: str, number: str) -> bool:
    """IN-1 is not named by a payer who writes IN-10.

    >>> _says("ｲﾝﾎﾞｲｽ in 1", "IN-1"), _says("IN-10", "IN-1")
    (True, False)
    """
    return bool(_plain(number)) and re.search(_plain(number) + "(?![0-9])", _plain(note)) is not None


def _plain(text: str) -> str:
    """Letters and digits only: banks drop hyphens and change widths."""
    return re.sub(r"[^0-9A-Z]", "", normalize("NFKC", text).upper())
