"""What is left of an invoice to take back, and what of it a credit note takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, Refused
from erp.kernel.money import ZERO, Rounding
from erp.kernel.quantity import Quantity
from modules.accounting.invoicing import Amounts
from modules.accounting.rules.consumption_tax import RateTotal
from modules.accounting.rules.line_amount import partial_amount
from modules.accounting.rules.returned import Taxed, taken_back
from modules.accounting.states import InvoiceKind

INVOICE = """
    SELECT i.id, i.number, i.kind, coalesce(p.merged_into, p.id) AS customer, p.name AS customer_name,
           i.issued_on, i.supplied_from, i.supplied_to, i.prices_include_tax, i.tax_rounding, i.currency,
           i.total, i.department
    FROM accounting.invoice i JOIN masterdata.party p ON p.id = i.customer
    WHERE i.id = $1 AND i.company = $2
"""
LINES = """
    SELECT l.id, l.product, l.description, l.quantity, l.unit, l.unit_price, l.discount, l.amount, l.tax_code,
           l.tax_rate, l.origin_line, coalesce(sum(c.quantity), 0) AS credited_quantity,
           coalesce(sum(c.amount), 0) AS credited_amount
    FROM accounting.invoice_line l LEFT JOIN accounting.invoice_line c ON c.credits_line = l.id
    WHERE l.invoice = $1 GROUP BY l.id ORDER BY l.line_no
"""
TAXES = """
    SELECT t.tax_code, t.rate, t.base, t.tax, t.discount, k.kind, coalesce(sum(c.base), 0) AS credited_base,
           coalesce(sum(c.tax), 0) AS credited_tax, coalesce(sum(c.discount), 0) AS credited_discount,
           (SELECT sum(l.amount) FROM accounting.invoice_line l
             WHERE l.invoice = $1 AND l.tax_code = t.tax_code AND l.tax_rate = t.rate) AS amount,
           (SELECT coalesce(sum(l.amount), 0) FROM accounting.invoice_line l
              JOIN accounting.invoice n ON n.id = l.invoice
             WHERE n.credits = $1 AND l.tax_code = t.tax_code AND l.tax_rate = t.rate) AS credited_amount
    FROM accounting.invoice_tax t JOIN masterdata.tax_code k ON k.id = t.tax_code
    LEFT JOIN (SELECT x.tax_code, x.rate, x.base, x.tax, x.discount FROM accounting.invoice_tax x
               JOIN accounting.invoice n ON n.id = x.invoice WHERE n.credits = $1) c
        ON c.tax_code = t.tax_code AND c.rate = t.rate
    WHERE t.invoice = $1 GROUP BY t.id, k.kind ORDER BY t.id
"""


class OverCredited(Refused):
    """More is taken back than is left of the invoice's line."""

    def __init__(
        self, line: UUID | None, wanted: Decimal, left: Decimal, *, field: str | None = None
    ) -> None:
        super().__init__(field=field, line=line, wanted=wanted, left=left)


class NothingToCredit(Refused):
    """All of the invoice was taken back before."""

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNoteLine:
    """So much is taken back of a line: the invoice's line, or the order's line that it billed."""

    line: UUID
    quantity: Quantity


async def invoice_row(act: Act, invoice: UUID) -> dict[str, Any]:
    """The invoice to be taken back; a credit note is none."""
    found = await act.tx.row(INVOICE, invoice, act.company)
    if found is None or found["kind"] != InvoiceKind.INVOICE.value:
        raise NotFound("Invoice", invoice, field="invoice")
    return dict(found)


async def lines_taken(
    act: Act, invoice: dict[str, Any], wanted: Sequence[CreditNoteLine] | None
) -> list[dict[str, Any]]:
    """The credit note's lines: what is wanted, or all that is left."""
    rows = [dict(row) for row in await act.tx.rows(LINES, invoice["id"])]
    left = {row["id"]: row["quantity"] - row["credited_quantity"] for row in rows}
    if wanted is None:
        taken = {line: quantity for line, quantity in left.items() if quantity > 0}
        if not taken:
            raise NothingToCredit(invoice["number"])
    else:
        taken = _chosen(rows, left, wanted)
    return [_line(row, taken[row["id"]], invoice["currency"]) for row in rows if row["id"] in taken]


def _chosen(
    rows: list[dict[str, Any]], left: dict[UUID, Decimal], wanted: Sequence[CreditNoteLine]
) -> dict[UUID, Decimal]:
    if not wanted:
        raise BadInput("lines", "EMPTY")
    taken: dict[UUID, Decimal] = {}
    for at, each in enumerate(wanted):
        if each.quantity <= 0:
            raise BadInput(f"lines.{at}.quantity", "QUANTITY_NOT_POSITIVE", given=each.quantity)
        fitting = [row["id"] for row in rows if each.line in (row["id"], row["origin_line"])]
        if not fitting:
            raise NotFound("InvoiceLine", each.line, field=f"lines.{at}.line")
        rest = Decimal(each.quantity)
        for line in fitting:
            part = min(rest, left[line] - taken.get(line, ZERO))
            if part > 0:
                taken[line] = taken.get(line, ZERO) + part
                rest -= part
        if rest > 0:
            raise OverCredited(each.line, each.quantity, each.quantity - rest, field=f"lines.{at}.quantity")
    return taken


def _line(row: dict[str, Any], quantity: Decimal, currency: str) -> dict[str, Any]:
    kept = ("product", "description", "unit", "unit_price", "discount", "tax_code", "tax_rate", "origin_line")
    amount = partial_amount(
        row["amount"],
        of=row["quantity"],
        already=(row["credited_quantity"], row["credited_amount"]),
        taken=quantity,
        currency=currency,
    )
    return {name: row[name] for name in kept} | {
        "quantity": quantity,
        "amount": amount,
        "credits_line": row["id"],
    }


async def taxes_taken(act: Act, invoice: dict[str, Any], lines: Sequence[dict[str, Any]]) -> Amounts:
    """Base, tax and part of the discount, by rate, of what is taken back."""
    rows = await act.tx.rows(TAXES, invoice["id"])
    sums: dict[tuple[UUID, Decimal], Decimal] = {}
    for line in lines:
        group = (line["tax_code"], line["tax_rate"])
        sums[group] = sums.get(group, ZERO) + line["amount"]
    totals, discounts = [], []
    for row in rows:
        amount = sums.get((row["tax_code"], row["rate"]))
        if amount is None:
            continue
        part = ZERO
        if row["discount"] and amount:
            # What of the discount on the whole the lines bear goes back with them.
            part = partial_amount(
                row["discount"],
                of=row["amount"],
                already=(row["credited_amount"], row["credited_discount"]),
                taken=amount,
                currency=invoice["currency"],
            )
        discounts.append(part)
        taken = taken_back(
            amount - part,
            rate=row["rate"],
            sale=Taxed(row["base"], row["tax"]),
            before=Taxed(row["credited_base"], row["credited_tax"]),
            rounding=Rounding(invoice["tax_rounding"]),
            currency=invoice["currency"],
            prices_include_tax=invoice["prices_include_tax"],
        )
        totals.append(RateTotal(row["tax_code"], row["rate"], taken.base, taken.tax))
    return Amounts(tuple(totals), tuple(discounts))
