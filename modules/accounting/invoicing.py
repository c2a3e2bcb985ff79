"""What invoices and credit notes have in common: the tax that applies, and the rows they become."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Rounding
from erp.masterdata.states import TaxKind
from modules.accounting import tables
from modules.accounting.rules.consumption_tax import RateTotal
from modules.accounting.states import InvoiceKind, OpenItemKind, PostingPurpose

SALES_OF = {
    TaxKind.TAXABLE: PostingPurpose.SALES,
    TaxKind.REDUCED: PostingPurpose.SALES_REDUCED,
    TaxKind.EXEMPT: PostingPurpose.SALES_EXPORT,
    TaxKind.NON_TAXABLE: PostingPurpose.SALES_NON_TAXABLE,
    TaxKind.OUT_OF_SCOPE: PostingPurpose.SALES_OUT_OF_SCOPE,
}


class NotACustomer(Refused):
    """The party is not a customer."""

    def __init__(self, number: str) -> None:
        super().__init__(field="customer", number=number)


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """A tax code as it applies to this company on a day: its class, and its rate in per cent."""

    tax_code: UUID
    kind: TaxKind
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a document comes to; `discounts` are the parts of a discount on the whole, beside `by_rate`."""

    by_rate: tuple[RateTotal, ...]
    discounts: tuple[Decimal, ...] = ()

    @property
    def subtotal(self) -> Decimal:
        """Without tax."""
        return sum((each.base for each in self.by_rate), ZERO)

    @property
    def tax_total(self) -> Decimal:
        """The tax alone, each rate rounded once."""
        return sum((each.tax for each in self.by_rate), ZERO)

    @property
    def total(self) -> Decimal:
        """What the customer pays."""
        return self.subtotal + self.tax_total


@dataclass(frozen=True, slots=True)
class SalesTerms:
    """How this company bills on a day: its rounding, each asked tax code, the closed days nearby."""

    rounding: Rounding
    taxes: dict[UUID, TaxTerms]
    closed: frozenset[date] = frozenset()
    by_day: dict[tuple[UUID, date], TaxTerms] = field(default_factory=dict)


TERMS = """
    SELECT c.tax_rounding, untaxed.id AS untaxed, asked.day, t.id, t.code, t.kind, r.rate,
           EXISTS (SELECT FROM accounting.posting_account a
                   WHERE a.company = c.id AND a.purpose = 'OUTPUT_TAX') AS levies_tax,
           ARRAY(SELECT h.day FROM masterdata.holiday h WHERE h.day BETWEEN $4::date - 31 AND $4::date + 31
                 UNION SELECT d.day FROM masterdata.closed_day d WHERE d.company = c.id AND d.is_active
                          AND d.day BETWEEN $4::date - 31 AND $4::date + 31) AS closed
    FROM masterdata.company c
    CROSS JOIN unnest($2::uuid[], $3::date[]) AS asked(id, day)
    LEFT JOIN (SELECT u.id FROM masterdata.tax_code u WHERE u.kind = 'OUT_OF_SCOPE' AND u.is_active
               ORDER BY u.code LIMIT 1) untaxed ON true
    LEFT JOIN masterdata.tax_code t ON t.id = asked.id
    LEFT JOIN masterdata.tax_rate r
        ON r.tax_code = t.id AND r.is_active AND r.valid_from <= asked.day
        AND (r.valid_to IS NULL OR r.valid_to >= asked.day)
    WHERE c.id = $1
"""


async def sales_terms(
    act: Act, tax_codes: Iterable[UUID], on: date, *, due: date | None = None
) -> SalesTerms:
    """How each tax code applies to a sale of this company on a day; one statement.

    With a day on which it would be due, the closed days around that day come along.
    A company without an account for output tax does not levy it: all it sells is out of scope.
    """
    return await terms_by_day(act, ((each, on) for each in tax_codes), due=due)


async def terms_by_day(
    act: Act, supplies: Iterable[tuple[UUID, date]], *, due: date | None = None
) -> SalesTerms:
    """The same for tax codes on days of their own: the rate follows the day of the supply."""
    wanted = sorted(set(supplies))
    rows = await act.tx.rows(TERMS, act.company, [code for code, _ in wanted], [on for _, on in wanted], due)
    known = {row["id"] for row in rows}
    for code, _ in wanted:
        if code not in known:
            raise NotFound("TaxCode", code, field="tax_code")
    first = rows[0]
    rounding, closed = Rounding(first["tax_rounding"]), frozenset(first["closed"])
    if not first["levies_tax"] and first["untaxed"]:
        out_of_scope = TaxTerms(first["untaxed"], TaxKind.OUT_OF_SCOPE, ZERO)
        by_day = dict.fromkeys(wanted, out_of_scope)
    else:
        for row in rows:
            if row["rate"] is None:
                without = sorted({each["code"] for each in rows if each["rate"] is None})
                raise masterdata.NoTaxRate(without, row["day"])
        by_day = {
            (row["id"], row["day"]): TaxTerms(row["id"], TaxKind(row["kind"]), row["rate"]) for row in rows
        }
    return SalesTerms(rounding, {code: terms for (code, _), terms in by_day.items()}, closed, by_day)


async def write_invoice(
    act: Act, *, header: dict[str, Any], lines: Sequence[dict[str, Any]], amounts: Amounts
) -> None:
    """An invoice or credit note with its lines and taxes: three statements, however many lines."""
    invoice, company = header["id"], act.company
    await act.tx.insert(
        tables.Invoice,
        [
            header
            | {
                "company": company,
                "currency": act.currency,
                "subtotal": amounts.subtotal,
                "tax_total": amounts.tax_total,
                "total": amounts.total,
                "issued_at": act.at,
            }
        ],
    )
    own = {"company": company, "invoice": invoice}
    discounts = amounts.discounts or (ZERO,) * len(amounts.by_rate)
    await act.tx.insert(
        tables.InvoiceLine,
        [line | own | {"id": new_id(), "line_no": line_no} for line_no, line in enumerate(lines, 1)],
    )
    await act.tx.insert(
        tables.InvoiceTax,
        [
            own
            | {
                "id": new_id(),
                "tax_code": each.tax_code,
                "rate": each.rate,
                "base": each.base,
                "tax": each.tax,
                "discount": discount,
            }
            for each, discount in zip(amounts.by_rate, discounts, strict=True)
        ],
    )


async def write_open_item(act: Act, *, kind: OpenItemKind, header: dict[str, Any], amount: Decimal) -> UUID:
    """What is open of a document from now on: all of it."""
    item = new_id()
    await act.tx.insert(
        tables.OpenItem,
        [
            {
                "id": item,
                "company": act.company,
                "party": header["customer"],
                "kind": kind.value,
                "document": header["id"],
                "number": header["number"],
                "opened_on": header["issued_on"],
                "due_on": header["due_on"],
                "currency": act.currency,
                "amount": amount,
                "open_amount": amount,
            }
        ],
    )
    return item


def header_of(
    *,
    invoice: UUID,
    number: str,
    kind: InvoiceKind,
    customer: UUID,
    issued_on: date,
    due_on: date,
    prices_include_tax: bool,
    tax_rounding: Rounding,
    origin: str,
    credits: UUID | None = None,
    reason: str | None = None,
    department: UUID | None = None,
) -> dict[str, Any]:
    """The head of an invoice or credit note; its amounts come with its lines."""
    return {
        "id": invoice,
        "number": number,
        "kind": kind.value,
        "customer": customer,
        "issued_on": issued_on,
        "due_on": due_on,
        "prices_include_tax": prices_include_tax,
        "tax_rounding": tax_rounding.value,
        "origin": origin,
        "credits": credits,
        "reason": reason,
        "department": department,
    }
