"""Who paid: every way in which a line of the bank says it, and how much each is worth.

A number the payer typed tells most, then a name somebody confirmed before, then the name as it is, cut short
or with more behind it, and last one that is only alike.

    >>> who = Payers([Customer("A", "P-000007", ("アオハ゛",)),
    ...               Customer("B", "P-000008", ("ミト゛リコウキ゛ヨウ",))],
    ...              {"タナカイチロウ": ["A"]}, {})
    >>> def ask(payer, **more):
    ...     return [(each.customer, each.points, [str(reason) for reason in each.reasons])
    ...             for each in who.of(BankLine("l", date(2026, 4, 1), Decimal(5), payer, **more))]
    >>> ask("ｶ)ｱｵﾊﾞ"), ask("ﾐﾄﾞﾘｺｳｷﾞ"), ask("ﾀﾅｶ ｲﾁﾛｳ")
    ([('A', 48, ['SAME_NAME'])], [('B', 40, ['NAME_CUT'])], [('A', 52, ['KNOWN_PAYER'])])
    >>> ask("0000008 ｱｵﾊﾞ")
    [('B', 50, ['CUSTOMER_CODE']), ('A', 48, ['SAME_NAME'])]
    >>> ask("ﾐﾄﾞﾘｺｺｷﾞﾖｳ"), ask("ﾔﾏﾀﾞ")
    ([('B', 28, ['NAME_ALIKE'])], [])
"""

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rapidfuzz import fuzz, process

from modules.banking.rules.kana import folded, name_key, split_number

# Shorter pieces of a name fit too many.
SHORTEST = 4
ALIKE = 85


class ProposalReason(StrEnum):
    """Why a line is proposed for a customer and these documents, in the words of a clerk."""

    VIRTUAL_ACCOUNT = "VIRTUAL_ACCOUNT"
    NUMBER_GIVEN = "NUMBER_GIVEN"
    CUSTOMER_CODE = "CUSTOMER_CODE"
    KNOWN_PAYER = "KNOWN_PAYER"
    SAME_NAME = "SAME_NAME"
    NAME_CUT = "NAME_CUT"
    NAME_LONGER = "NAME_LONGER"
    NAME_ALIKE = "NAME_ALIKE"
    ONLY_AMOUNT = "ONLY_AMOUNT"
    OTHER_CUSTOMER_TOO = "OTHER_CUSTOMER_TOO"
    UNKNOWN_PAYER = "UNKNOWN_PAYER"
    EXACT_AMOUNT = "EXACT_AMOUNT"
    ONE_OF_SEVERAL = "ONE_OF_SEVERAL"
    WHOLE_BILL = "WHOLE_BILL"
    DUE_TOGETHER = "DUE_TOGETHER"
    WHOLE_BALANCE = "WHOLE_BALANCE"
    SEVERAL_ADD_UP = "SEVERAL_ADD_UP"
    SEVERAL_WAYS = "SEVERAL_WAYS"
    SHORT_BY_FEE = "SHORT_BY_FEE"
    LINES_ADD_UP = "LINES_ADD_UP"
    PART_OLDEST_FIRST = "PART_OLDEST_FIRST"
    MORE_THAN_OWED = "MORE_THAN_OWED"
    NOTHING_OPEN = "NOTHING_OPEN"
    NEAR_DUE_DATE = "NEAR_DUE_DATE"
    PAYS_FOR_OTHERS = "PAYS_FOR_OTHERS"
    RULE = "RULE"
    ALREADY_BOOKED = "ALREADY_BOOKED"


POINTS = {
    ProposalReason.VIRTUAL_ACCOUNT: 60,
    ProposalReason.NUMBER_GIVEN: 60,
    ProposalReason.KNOWN_PAYER: 52,
    ProposalReason.CUSTOMER_CODE: 50,
    ProposalReason.SAME_NAME: 48,
    ProposalReason.NAME_CUT: 40,
    ProposalReason.NAME_LONGER: 38,
    ProposalReason.NAME_ALIKE: 28,
}
_OWN = re.compile(r"(?<![0-9])([0-9]{3})[ -]?([0-9]{7})(?![0-9])")
NONE: Mapping[str, Hashable] = {}
_NUMBER = re.compile(r"[A-Z]{0,3}[0-9]{4,}")


@dataclass(frozen=True, slots=True)
class BankLine:
    """Money that came in, as the bank tells it."""

    id: Hashable
    on: date
    amount: Decimal
    payer: str | None = None
    edi: str | None = None
    description: str | None = None
    remitter_code: str | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who may pay; `fees` are what his bank may take off when we bear it."""

    id: Hashable
    number: str
    keys: tuple[str, ...]
    fees: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose money a line may be, and why; `named` are the documents whose number was given."""

    customer: Hashable
    points: int
    reasons: tuple[ProposalReason, ...]
    named: tuple[Hashable, ...] = ()


def plain(text: str) -> str:
    """Letters and digits only: banks drop hyphens and change widths.

    >>> plain("ＩＮ－2026-000123")
    'IN2026000123'
    """
    return re.sub(r"[^0-9A-Z]", "", folded(text))


def own_numbers(text: str | None) -> list[str]:
    """Branch and account number as banks write them, ten digits with or without something between.

    >>> own_numbers("ｼﾃﾝ 801-0012345 ﾌﾘｺﾐ"), own_numbers("8010012345"), own_numbers("12345678901")
    (['8010012345'], ['8010012345'], [])
    """
    return ["".join(each) for each in _OWN.findall(folded(text))] if text else []


class Payers:
    """Everybody who may pay, ready to be asked many times."""

    def __init__(
        self,
        customers: Iterable[Customer],
        aliases: Mapping[str, Sequence[Hashable]],
        numbers: Mapping[str, tuple[Hashable, tuple[Hashable, ...]]],
        own_accounts: Mapping[str, Hashable] = NONE,
    ) -> None:
        """`numbers` leads from the plain number of an invoice or bill to its customer and its documents,
        `own_accounts` from branch and number of an account made for one customer to him.
        """
        self.aliases, self.numbers, self.own_accounts = aliases, numbers, own_accounts
        self.by_key: dict[str, list[Hashable]] = {}
        self.by_code: dict[str, Hashable] = {}
        for each in customers:
            self.by_code[re.sub(r"\D", "", each.number).lstrip("0")] = each.id
            for key in dict.fromkeys(each.keys):
                if key:
                    self.by_key.setdefault(key, []).append(each.id)
        self.keys = sorted(self.by_key)
        self.by_digits: dict[str, str | None] = {}
        for number in numbers:
            digits = re.sub(r"\D", "", number)
            # Two numbers with the same digits tell nothing.
            self.by_digits[digits] = None if digits in self.by_digits else number
        self._alike: dict[str, list[Hashable]] = {}

    def of(self, line: BankLine) -> list[Payer]:
        """Who it may be, the likeliest first; the owner of the number it was paid to is certain."""
        found: dict[Hashable, list[ProposalReason]] = {}
        named = self._named(line)
        owner = self._owner(line)
        if owner is not None:
            sure = ProposalReason.VIRTUAL_ACCOUNT
            return [Payer(owner, POINTS[sure], (sure,), tuple(named.get(owner, ())))]
        for customer in named:
            found.setdefault(customer, []).append(ProposalReason.NUMBER_GIVEN)
        typed, _ = split_number(line.payer or "")
        code = self.by_code.get(re.sub(r"\D", "", typed).lstrip("0")) if typed.isdigit() else None
        if code is not None:
            found.setdefault(code, []).append(ProposalReason.CUSTOMER_CODE)
        key = name_key(line.payer) if line.payer else ""
        for customer in self.aliases.get(key, ()):
            found.setdefault(customer, []).append(ProposalReason.KNOWN_PAYER)
        for customer, reason in self._by_name(key):
            reasons = found.setdefault(customer, [])
            if ProposalReason.KNOWN_PAYER not in reasons:
                reasons.append(reason)
        if not found:
            found = {customer: [ProposalReason.NAME_ALIKE] for customer in self._alike_to(key)}
        payers = [
            Payer(customer, self._points(reasons), tuple(reasons), tuple(named.get(customer, ())))
            for customer, reasons in found.items()
        ]
        return sorted(payers, key=lambda each: (-each.points, str(each.customer)))

    def _points(self, reasons: Sequence[ProposalReason]) -> int:
        # A second sign makes sure; it never makes up for what is missing.
        return min(60, max(POINTS[each] for each in reasons) + 5 * (len(reasons) - 1))

    def _owner(self, line: BankLine) -> Hashable | None:
        """Whose own number the line names; none where it names those of two."""
        if not self.own_accounts:
            return None
        said = {
            digits
            for text in (line.remitter_code, line.edi, line.description, line.payer)
            for digits in own_numbers(text)
        }
        owners = {self.own_accounts[digits] for digits in said if digits in self.own_accounts}
        return owners.pop() if len(owners) == 1 else None

    def _named(self, line: BankLine) -> dict[Hashable, list[Hashable]]:
        found: dict[Hashable, list[Hashable]] = {}
        for text in (line.payer, line.edi, line.description):
            for token in _NUMBER.findall(plain(text)) if text else ():
                number = token if token in self.numbers else self.by_digits.get(re.sub(r"\D", "", token))
                if number:
                    customer, documents = self.numbers[number]
                    kept = found.setdefault(customer, [])
                    kept += [each for each in documents if each not in kept]
        return found

    def _by_name(self, key: str) -> list[tuple[Hashable, ProposalReason]]:
        if not key:
            return []
        if key in self.by_key:
            return [(each, ProposalReason.SAME_NAME) for each in self.by_key[key]]
        if len(key) < SHORTEST:
            return []
        found, at = [], bisect_left(self.keys, key)
        while at < len(self.keys) and self.keys[at].startswith(key):
            found += [(each, ProposalReason.NAME_CUT) for each in self.by_key[self.keys[at]]]
            at += 1
        if found:
            return found
        for length in range(len(key) - 1, SHORTEST - 1, -1):
            if key[:length] in self.by_key:
                return [(each, ProposalReason.NAME_LONGER) for each in self.by_key[key[:length]]]
        return []

    def _alike_to(self, key: str) -> list[Hashable]:
        if len(key) < SHORTEST:
            return []
        if key not in self._alike:
            best = process.extractOne(key, self.keys, scorer=fuzz.ratio, score_cutoff=ALIKE)
            self._alike[key] = self.by_key[best[0]] if best else []
        return self._alike[key]
