"""How a company keeps its books on a day: tax apart or inside, and which accounts hold the tax."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput
from erp.kernel.money import Money, Rounding
from erp.masterdata import NoTaxRate
from modules.accounting.lines import EntryLine
from modules.accounting.queries import NoPostingAccount
from modules.accounting.rules.ledger import Line
from modules.accounting.rules.tax_return import TaxScheme
from modules.accounting.rules.taxed_line import Bookkeeping, TaxEntry, keep_tax, split
from modules.accounting.states import PostingPurpose


@dataclass(frozen=True, slots=True)
class TaxCodeTerms:
    """A tax code on a day: its rate, and whether its tax is one on sales, on purchases or none."""

    code: str
    rate: Decimal
    direction: str


@dataclass(frozen=True, slots=True)
class BookkeepingTerms:
    """What has to be known in order to write lines with tax."""

    mode: Bookkeeping
    rounding: Rounding
    output_tax: UUID | None
    input_tax: UUID | None
    codes: Mapping[UUID, TaxCodeTerms]

    @property
    def tax_accounts(self) -> frozenset[UUID]:
        """The accounts in which tax stands by itself."""
        return frozenset(each for each in (self.output_tax, self.input_tax) if each)


TERMS = """
    SELECT CASE WHEN (SELECT m.scheme FROM accounting.tax_method m
                      WHERE m.company = c.id AND m.valid_from <= $3 ORDER BY m.valid_from DESC LIMIT 1) = $5
                THEN $6 ELSE coalesce(y.bookkeeping, $7) END AS mode,
           c.tax_rounding,
           (SELECT a.account FROM accounting.posting_account a
            WHERE a.company = c.id AND a.purpose = 'OUTPUT_TAX') AS output_tax,
           (SELECT a.account FROM accounting.posting_account a
            WHERE a.company = c.id AND a.purpose = 'INPUT_TAX') AS input_tax,
           t.id, t.code, t.direction, r.rate
    FROM masterdata.company c
    LEFT JOIN accounting.fiscal_year y ON y.company = c.id AND $3 BETWEEN y.starts_on AND y.ends_on
    LEFT JOIN masterdata.tax_code t ON t.id = ANY($4::uuid[])
    LEFT JOIN masterdata.tax_rate r
        ON r.tax_code = t.id AND r.is_active
        AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to >= $2)
    WHERE c.id = $1
"""


async def bookkeeping_terms(
    act: Act, tax_codes: Iterable[UUID], on: date, posted_on: date | None = None
) -> BookkeepingTerms:
    """Rates by the day of the fact, the way of keeping books by the day it is posted; one statement."""
    rows = await act.tx.rows(
        TERMS,
        act.company,
        on,
        posted_on or on,
        sorted(set(tax_codes)),
        TaxScheme.EXEMPT.value,
        Bookkeeping.TAX_INCLUSIVE.value,
        Bookkeeping.TAX_EXCLUSIVE.value,
    )
    first = rows[0]
    return BookkeepingTerms(
        mode=Bookkeeping(first["mode"]),
        rounding=Rounding(first["tax_rounding"]),
        output_tax=first["output_tax"],
        input_tax=first["input_tax"],
        codes={
            row["id"]: TaxCodeTerms(row["code"], row["rate"], row["direction"])
            for row in rows
            if row["rate"] is not None
        },
    )


async def bookkeeping_of(act: Act, on: date) -> Bookkeeping:
    """Whether the books of that day have tax apart or inside."""
    return (await bookkeeping_terms(act, [], on)).mode


async def with_tax(act: Act, lines: Sequence[Line], *, on: date, posted_on: date) -> Sequence[Line]:
    """The lines as they are kept: each with its tax."""
    codes = {line.tax_code for line in lines if line.tax_code is not None}
    if not codes:
        return lines
    terms = await bookkeeping_terms(act, codes, on, posted_on)
    bare = {
        line.tax_code
        for line in lines
        if line.tax_code and line.tax_rate is None and line.account not in terms.tax_accounts
    }
    missing = bare - terms.codes.keys()
    if missing:
        raise NoTaxRate(sorted(str(each) for each in missing), on)
    return keep_tax(
        lines,
        rates={code: each.rate for code, each in terms.codes.items()},
        tax_accounts=terms.tax_accounts,
        inclusive=terms.mode is Bookkeeping.TAX_INCLUSIVE,
        rounding=terms.rounding,
    )


async def with_tax_lines(act: Act, lines: Sequence[EntryLine], on: date) -> list[EntryLine]:
    """An amount typed with the tax inside, or without it, becomes a line of the base and one of the tax."""
    typed = [line for line in lines if line.tax_entry is not TaxEntry.AS_IS]
    for at, line in enumerate(lines):
        if line.tax_entry is not TaxEntry.AS_IS and line.tax_code is None:
            raise BadInput(f"lines.{at}.taxCode", "EMPTY")
    if not typed:
        return list(lines)
    terms = await bookkeeping_terms(act, [line.tax_code for line in typed if line.tax_code], on)
    found: list[EntryLine] = []
    for line in lines:
        found += _apart(line, terms, on, act.currency) if line in typed else [line]
    return found


def _apart(line: EntryLine, terms: BookkeepingTerms, on: date, currency: str) -> list[EntryLine]:
    assert line.tax_code is not None
    code = terms.codes.get(line.tax_code)
    rate = line.tax_rate if line.tax_rate is not None else code.rate if code else None
    if code is None or rate is None:
        raise NoTaxRate([str(line.tax_code)], on)
    base, tax = split(line.amount, rate, line.tax_entry, terms.rounding, line.currency or currency)
    own = replace(
        line, amount=Money(base), tax_entry=TaxEntry.AS_IS, tax_rate=rate,
        tax_base=Money(base), tax_amount=Money(tax),
    )  # fmt: skip
    if not tax:
        return [own]
    on_sales = code.direction == "SALES"
    account = terms.output_tax if on_sales else terms.input_tax
    if account is None:
        raise NoPostingAccount(PostingPurpose.OUTPUT_TAX if on_sales else PostingPurpose.INPUT_TAX)
    return [own, replace(own, account=account, amount=Money(tax), tax_base=None, tax_amount=None)]
