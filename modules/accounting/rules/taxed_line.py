"""Tax on the lines of an entry: every line keeps base, rate and tax, however the books are kept.

Tax-exclusive books (税抜経理) carry tax in accounts of its own, tax-inclusive ones (税込経理) leave it inside
the line; one way for a whole year (ACC-01). Both reports can be made from either, because the line says what
its tax was.

A train ticket of 1,100 yen with tax inside is 1,000 and 100:

    >>> split(Decimal(1100), Decimal(10), TaxEntry.INCLUDED, Rounding.DOWN, "JPY")
    (Decimal('1000'), Decimal('100'))
    >>> split(Decimal(1000), Decimal(10), TaxEntry.EXCLUDED, Rounding.DOWN, "JPY")
    (Decimal('1000'), Decimal('100'))

Two lines of one class share the tax that stands once for both:

    >>> lines = [debit("6210", Decimal(10), "JPY", tax_code="P10"),
    ...          debit("6220", Decimal(5), "JPY", tax_code="P10"),
    ...          debit("1460", Decimal(1), "JPY", tax_code="P10"), credit("1110", Decimal(16), "JPY")]
    >>> kept = keep_tax(lines, rates={"P10": Decimal(10)}, tax_accounts={"1460"}, inclusive=False,
    ...                 rounding=Rounding.DOWN)
    >>> [(line.account, line.tax_base, line.tax_amount) for line in kept if line.tax_base]
    [('6210', Decimal('10'), Decimal('1')), ('6220', Decimal('5'), Decimal('0'))]
    >>> kept = keep_tax(lines, rates={"P10": Decimal(10)}, tax_accounts={"1460"}, inclusive=True,
    ...                 rounding=Rounding.DOWN)
    >>> [(line.account, line.amount) for line in kept]
    [('6210', Decimal('11')), ('6220', Decimal('5')), ('1110', Decimal('16'))]
"""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from erp.kernel.money import ZERO, Rounding, allocate
from modules.accounting.rules.consumption_tax import tax_of
from modules.accounting.rules.ledger import Line, Side, credit, debit

Account = TypeVar("Account", bound=Hashable)
__all__ = ["Bookkeeping", "TaxEntry", "TaxUse", "credit", "debit", "keep_tax", "split"]


class Bookkeeping(StrEnum):
    """税抜経理 and 税込経理."""

    TAX_EXCLUSIVE = "TAX_EXCLUSIVE"
    TAX_INCLUSIVE = "TAX_INCLUSIVE"


class TaxEntry(StrEnum):
    """How an amount was typed: as it is to stand, with the tax inside (税込), or without it (税抜)."""

    AS_IS = "AS_IS"
    INCLUDED = "INCLUDED"
    EXCLUDED = "EXCLUDED"


class TaxUse(StrEnum):
    """What a purchase is for (用途区分): sales that are taxed, that are not, or both."""

    TAXABLE_SALES = "TAXABLE_SALES"
    NON_TAXABLE_SALES = "NON_TAXABLE_SALES"
    COMMON = "COMMON"


def split(
    amount: Decimal, rate: Decimal, how: TaxEntry, rounding: Rounding, currency: str
) -> tuple[Decimal, Decimal]:
    """Base and tax of an amount as it was typed."""
    if how is TaxEntry.AS_IS:
        return amount, ZERO
    inside = how is TaxEntry.INCLUDED
    tax = tax_of(amount, rate, rounding, currency, prices_include_tax=inside)
    return (amount - tax, tax) if inside else (amount, tax)


def keep_tax(
    lines: Sequence[Line[Account]],
    *,
    rates: Mapping[Hashable, Decimal],
    tax_accounts: AbstractSet[Account],
    inclusive: bool,
    rounding: Rounding,
) -> tuple[Line[Account], ...]:
    """The lines with base, rate and tax of each; in tax-inclusive books the tax lines go into their bases."""
    shares = _shares(lines, tax_accounts)
    with_base = {(line.tax_code, line.side) for at, line in enumerate(lines) if at in shares}
    kept: list[Line[Account]] = []
    for at, line in enumerate(lines):
        if line.tax_code is None:
            kept.append(line)
            continue
        rate = line.tax_rate if line.tax_rate is not None else rates.get(line.tax_code)
        if at in shares:
            kept.append(_base_line(replace(line, tax_rate=rate), shares[at], inclusive, rounding))
        elif not (inclusive and (line.tax_code, line.side) in with_base):
            kept.append(replace(line, tax_rate=rate))
    return tuple(kept)


def _base_line(
    line: Line[Account], share: Decimal | None, inclusive: bool, rounding: Rounding
) -> Line[Account]:
    known = line.tax_base is not None
    if share is None:  # no tax stands beside it
        if inclusive and not known and line.tax_rate:
            tax = tax_of(line.amount, line.tax_rate, rounding, line.currency, prices_include_tax=True)
            return replace(line, tax_base=line.amount - tax, tax_amount=tax)
        return line if known else replace(line, tax_base=line.amount, tax_amount=ZERO)
    amount = line.amount + share if inclusive else line.amount
    if known:
        return replace(line, amount=amount)
    return replace(line, amount=amount, tax_base=line.amount, tax_amount=share)


def _shares(lines: Sequence[Line[Account]], tax_accounts: AbstractSet[Account]) -> dict[int, Decimal | None]:
    """For each line with a base: its share of the tax that stands beside it, None where none does."""
    groups: dict[tuple[object, Side], list[int]] = {}
    taxes: dict[tuple[object, Side], Decimal] = {}
    for at, line in enumerate(lines):
        if line.tax_code is None:
            continue
        group: tuple[object, Side] = (line.tax_code, line.side)
        if line.account in tax_accounts:
            taxes[group] = taxes.get(group, ZERO) + line.amount
        else:
            groups.setdefault(group, []).append(at)
    found: dict[int, Decimal | None] = {}
    for group, places in groups.items():
        tax = taxes.get(group)
        if tax is None:
            found |= dict.fromkeys(places, None)
            continue
        parts = allocate(tax, [lines[at].amount for at in places], lines[places[0]].currency)
        found |= dict(zip(places, parts, strict=True))
    return found
