"""What consumption tax a span of days comes to, read from the books by the company's own method."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.money import ZERO
from modules.accounting.rules.tax_return import (
    Allocation,
    ClassTotal,
    TaxBasis,
    TaxDue,
    TaxScheme,
    Terms,
    tax_due,
)
from modules.accounting.taxed_sums import CONSUMPTION_TAX_SUMMARY

SUMMARY = (
    CONSUMPTION_TAX_SUMMARY.replace(":company", "$1")
    .replace(":from", "$2")
    .replace(":to", "$3")
    .replace(":language", "$4")
)
METHOD = """
    SELECT scheme, business_type, output_basis, input_basis, allocation FROM accounting.tax_method
    WHERE company = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1
"""
VALUES = """
    SELECT kind, value FROM masterdata.statutory_value
    WHERE is_active AND valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)
      AND (kind LIKE 'NATIONAL_TAX_%' OR kind LIKE 'DEEMED_PURCHASES_%'
           OR kind IN ('LOCAL_TAX_PARTS', 'FULL_CREDIT_RATIO', 'FULL_CREDIT_SALES'))
"""
# Everything that is in the accounts of tax on the last day, so that they are empty after it was settled.
BOOKED = """
    SELECT p.purpose, coalesce(sum(b.credit - b.debit), 0) AS amount
    FROM accounting.posting_account p
    LEFT JOIN accounting.balances($1, '-infinity', $2) b ON b.account = p.account
    WHERE p.company = $1 AND p.purpose IN ('OUTPUT_TAX', 'INPUT_TAX') GROUP BY p.purpose
"""
# The first year before a day whose tax still stands in its accounts, opening balances left out.
UNCLOSED = """
    SELECT y.starts_on AS from_day, least(y.ends_on, $2::date - 1) AS to_day
    FROM accounting.fiscal_year y
    WHERE y.company = $1 AND y.starts_on < $2 AND EXISTS (
        SELECT FROM accounting.posting_account p
        JOIN accounting.balances($1, y.starts_on, least(y.ends_on, $2::date - 1)) b ON b.account = p.account
        LEFT JOIN LATERAL (
            SELECT sum(l.debit - l.credit) AS amount
            FROM accounting.journal_entry e JOIN accounting.journal_line l ON l.entry = e.id
            WHERE e.company = $1 AND e.kind = 'OPENING' AND l.account = p.account
              AND e.effective_on BETWEEN y.starts_on AND least(y.ends_on, $2::date - 1)
        ) opened ON true
        WHERE p.company = $1 AND p.purpose IN ('OUTPUT_TAX', 'INPUT_TAX')
          AND b.debit - b.credit <> coalesce(opened.amount, 0)
    ) ORDER BY y.starts_on LIMIT 1
"""


class NoTaxFigure(Refused):
    """The law's figure for this rate or kind of business is not among the statutory values."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind=kind)


@dataclass(frozen=True, slots=True)
class TaxReturn:
    """The figures of a span: what stands in the books, and what the law makes of it.

    `unclosed` are earlier days whose tax stands in the same accounts and has to be closed before.
    """

    terms: Terms
    due: TaxDue
    output_tax: Decimal
    input_tax: Decimal
    unclosed: tuple[date, date] | None = None

    @property
    def difference(self) -> Decimal:
        """What the books have more than is to be paid; a gain, or below nothing a loss."""
        return self.output_tax - self.input_tax - self.due.payable


async def tax_return_of(act: Act, since: date, until: date) -> TaxReturn:
    """Five questions; nothing is written."""
    values = {row["kind"]: row["value"] for row in await act.tx.rows(VALUES, until)}
    terms = _terms(await act.tx.row(METHOD, act.company, until), values)
    rows = await act.tx.rows(SUMMARY, act.company, since, until, act.asking.language)
    booked = {row["purpose"]: row["amount"] for row in await act.tx.rows(BOOKED, act.company, until)}
    due = tax_due(_totals(rows, "SALES", values), _totals(rows, "PURCHASE", values), terms)
    before = await act.tx.row(UNCLOSED, act.company, since)
    return TaxReturn(
        terms,
        due,
        booked.get("OUTPUT_TAX", ZERO),
        -booked.get("INPUT_TAX", ZERO),
        (before["from_day"], before["to_day"]) if before else None,
    )


def _terms(method: Any, values: dict[str, Decimal]) -> Terms:
    scheme = TaxScheme(method["scheme"]) if method else TaxScheme.GENERAL
    deemed = ZERO
    if method and scheme is TaxScheme.SIMPLIFIED:
        deemed = _value(values, f"DEEMED_PURCHASES_{method['business_type']}")
    return Terms(
        scheme=scheme,
        output_basis=TaxBasis(method["output_basis"]) if method else TaxBasis.RECALCULATED,
        input_basis=TaxBasis(method["input_basis"]) if method else TaxBasis.RECALCULATED,
        allocation=Allocation(method["allocation"]) if method else Allocation.INDIVIDUAL,
        deemed_share=deemed,
        full_ratio=_value(values, "FULL_CREDIT_RATIO"),
        full_limit=_value(values, "FULL_CREDIT_SALES"),
        local_share=(_value(values, "LOCAL_TAX_PARTS"), _value(values, "NATIONAL_TAX_PARTS")),
    )


def _totals(rows: Sequence[Any], side: str, values: dict[str, Decimal]) -> list[ClassTotal]:
    return [
        ClassTotal(
            code=row["tax_code"],
            kind=row["kind"],
            rate=row["rate"],
            national_rate=_national(row, values),
            base=row["base"],
            tax=row["tax"],
            creditable_share=row["creditable_share"],
            use=row["tax_use"],
        )
        for row in rows
        if row["side"] == side
    ]


def _national(row: Any, values: dict[str, Decimal]) -> Decimal:
    if not row["rate"]:
        return ZERO
    level = "REDUCED" if row["kind"] == "REDUCED" else "STANDARD"
    return _value(values, f"NATIONAL_TAX_{level}_{row['rate'].normalize():f}")


def _value(values: dict[str, Decimal], kind: str) -> Decimal:
    if kind not in values:
        raise NoTaxFigure(kind)
    return values[kind]
