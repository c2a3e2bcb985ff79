"""What an entry made from a template (計上ルール) comes to for an amount that is asked.

Rent of 110,000 with tax inside, paid from the bank; the tax comes out by itself when the entry is posted:

    >>> rent = [TemplateLine(Side.DEBIT, AmountKind.ASKED), TemplateLine(Side.CREDIT, AmountKind.ASKED)]
    >>> [str(each) for each in amounts_of(rent, Decimal(110000), Rounding.DOWN, "JPY")]
    ['110000', '110000']

Half of a bill for another company, the rest for us; what is odd goes to the rest:

    >>> shared = [TemplateLine(Side.DEBIT, AmountKind.SHARE, Decimal(50)),
    ...           TemplateLine(Side.DEBIT, AmountKind.REST),
    ...           TemplateLine(Side.CREDIT, AmountKind.ASKED)]
    >>> [str(each) for each in amounts_of(shared, Decimal(1001), Rounding.DOWN, "JPY")]
    ['500', '501', '1001']
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from erp.kernel.errors import Refused
from erp.kernel.money import ZERO, Rounding, round_money
from modules.accounting.rules.consumption_tax import tax_of
from modules.accounting.rules.ledger import Side
from modules.accounting.rules.taxed_line import TaxEntry, split


class UnbalancedTemplate(Refused):
    """For some amount the two sides would differ: one line has to take the rest."""


class TemplateDoesNotFit(Refused):
    """For this amount the line that takes the rest would be below nothing."""

    def __init__(self, amount: Decimal, rest: Decimal) -> None:
        super().__init__(field="amount", amount=amount, rest=rest)


class AmountKind(StrEnum):
    """Where a line's amount comes from."""

    FIXED = "FIXED"
    ASKED = "ASKED"
    SHARE = "SHARE"
    TAX = "TAX"
    NET = "NET"
    REST = "REST"


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One side; `value` is the fixed amount or the share in per cent, `rate` that of its tax code."""

    side: Side
    kind: AmountKind
    value: Decimal = ZERO
    rate: Decimal = ZERO
    tax_entry: TaxEntry = TaxEntry.AS_IS


def asks_amount(lines: Sequence[TemplateLine]) -> bool:
    """Whether an amount has to be given."""
    return any(line.kind not in (AmountKind.FIXED, AmountKind.REST) for line in lines)


def require_balancing(lines: Sequence[TemplateLine]) -> None:
    """Refuse a template whose sides are not equal for every amount.

    >>> require_balancing([TemplateLine(Side.DEBIT, AmountKind.NET, rate=Decimal(10)),
    ...                    TemplateLine(Side.DEBIT, AmountKind.TAX, rate=Decimal(10)),
    ...                    TemplateLine(Side.CREDIT, AmountKind.ASKED)])
    >>> require_balancing([TemplateLine(Side.DEBIT, AmountKind.FIXED, Decimal(5)),
    ...                    TemplateLine(Side.CREDIT, AmountKind.ASKED)])
    Traceback (most recent call last):
    modules.accounting.rules.entry_template.UnbalancedTemplate: UNBALANCED_TEMPLATE
    """
    rests = [line for line in lines if line.kind is AmountKind.REST]
    if len(rests) == 1 and rests[0].tax_entry is not TaxEntry.EXCLUDED and len(lines) > 1:
        return
    if rests or not lines or any(line.tax_entry is TaxEntry.EXCLUDED for line in lines):
        raise UnbalancedTemplate()
    if _weight(lines, Side.DEBIT) != _weight(lines, Side.CREDIT):
        raise UnbalancedTemplate()


def _weight(lines: Sequence[TemplateLine], side: Side) -> tuple[Decimal, Counter[tuple[str, Decimal]]]:
    """What stands on a side, in words that can be compared: a net and its tax are the whole."""
    own = [line for line in lines if line.side is side]
    fixed = sum((line.value for line in own if line.kind is AmountKind.FIXED), ZERO)
    found: Counter[tuple[str, Decimal]] = Counter()
    for line in own:
        if line.kind is AmountKind.SHARE:
            found["SHARE", line.value] += 1
        elif line.kind is AmountKind.ASKED:
            found["ASKED", ZERO] += 1
        elif line.kind in (AmountKind.NET, AmountKind.TAX):
            found[line.kind.value, line.rate] += 1
    for name, rate in list(found):
        if name == "NET":
            pairs = min(found["NET", rate], found["TAX", rate])
            found["NET", rate] -= pairs
            found["TAX", rate] -= pairs
            found["ASKED", ZERO] += pairs
    return fixed, +found


def amounts_of(
    lines: Sequence[TemplateLine], asked: Decimal, rounding: Rounding, currency: str
) -> list[Decimal]:
    """The amount of each line; those that come to nothing are left out by whoever posts."""
    found = [
        ZERO if line.kind is AmountKind.REST else _amount(line, asked, rounding, currency) for line in lines
    ]
    for at, line in enumerate(lines):
        if line.kind is AmountKind.REST:
            sides = dict.fromkeys(Side, ZERO)
            for other, amount in zip(lines, found, strict=True):
                whole = sum(split(amount, other.rate, other.tax_entry, rounding, currency), ZERO)
                sides[other.side] += whole
            found[at] = sides[line.side.other] - sides[line.side]
            if found[at] < 0:
                raise TemplateDoesNotFit(asked, found[at])
    return found


def _amount(line: TemplateLine, asked: Decimal, rounding: Rounding, currency: str) -> Decimal:
    match line.kind:
        case AmountKind.FIXED:
            return line.value
        case AmountKind.SHARE:
            return round_money(Fraction(asked) * Fraction(line.value) / 100, currency, Rounding.DOWN)
        case AmountKind.TAX:
            return tax_of(asked, line.rate, rounding, currency, prices_include_tax=True)
        case AmountKind.NET:
            return asked - tax_of(asked, line.rate, rounding, currency, prices_include_tax=True)
        case _:
            return asked
