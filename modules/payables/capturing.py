"""From the paper to a draft: lines, the tax as the supplier states it, dates, and the number that comes
once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, NotFound, TooLong
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from erp.kernel.money import ZERO, Money, Rounding, quantize
from erp.masterdata.states import TaxDirection
from modules import accounting
from modules.payables import tables
from modules.payables.refusals import LedgerOnlyTooLarge, StatedTaxTooFar, SupplierNumberThere
from modules.payables.rules.deduction import UNLIMITED
from modules.payables.rules.supplier_number import number_key
from modules.payables.rules.withholding import WithholdingRates, withheld, withholding_base
from modules.payables.states import LedgerOnlyReason, SupplierInvoiceKind

LINE_LIMIT = 500
TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierInvoiceLineDraft:
    """What was bought and which account it goes to; a discount is a line below zero."""

    account: UUID
    amount: Money
    tax_code: UUID
    description: str | None = None
    department: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTax:
    """The tax of one class as the paper says it, where that is not what we would compute."""

    tax_code: UUID
    tax: Money


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines with their rates, and what they come to."""

    lines: list[dict[str, Any]]
    taxes: list[dict[str, Any]]
    rounding: Rounding

    @property
    def subtotal(self) -> Decimal:
        """Without tax."""
        return sum((each["base"] for each in self.taxes), ZERO)

    @property
    def tax_total(self) -> Decimal:
        """The tax alone."""
        return sum((each["tax"] for each in self.taxes), ZERO)


async def read_paper(
    act: Act,
    lines: Sequence[SupplierInvoiceLineDraft],
    *,
    on: date,
    include_tax: bool,
    rounding: Rounding | None,
    stated: Sequence[StatedTax],
) -> Paper:
    """Lines and taxes by the rates of the day of the supply; refuses what no invoice can say."""
    _require_lines(lines)
    await _require_known(act, lines)
    terms = await accounting.sales_terms(act, [line.tax_code for line in lines], on)
    how = rounding or terms.rounding
    rates = {code: terms.taxes[code].rate for code in terms.taxes}
    coins = [_coins(at, line, act.currency) for at, line in enumerate(lines)]
    taxed = [
        accounting.TaxedAmount(line.tax_code, rates[line.tax_code], amount)
        for line, amount in zip(lines, coins, strict=True)
    ]
    groups = accounting.tax_by_rate(taxed, how, act.currency, include_tax)
    said = {each.tax_code: each.tax for each in stated}
    taxes = [_tax_row(act, group, said, include_tax) for group in groups]
    if any(each["base"] < 0 for each in taxes) or sum(each["base"] + each["tax"] for each in taxes) <= 0:
        raise BadInput("lines", "AMOUNT_NOT_POSITIVE")
    rows = [
        {
            "id": new_id(),
            "company": act.company,
            "line_no": at,
            "description": (line.description or "").strip(),
            "account": line.account,
            "department": line.department,
            "tax_code": line.tax_code,
            "tax_rate": rates[line.tax_code],
            "amount": amount,
        }
        for at, (line, amount) in enumerate(zip(lines, coins, strict=True), 1)
    ]
    return Paper(rows, taxes, how)


def _require_lines(lines: Sequence[SupplierInvoiceLineDraft]) -> None:
    if not lines:
        raise BadInput("lines", "EMPTY")
    if len(lines) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(lines))
    for at, line in enumerate(lines):
        if len(line.description or "") > TEXT_LIMIT:
            raise TooLong(f"lines.{at}.description", TEXT_LIMIT)


async def _require_known(act: Act, lines: Sequence[SupplierInvoiceLineDraft]) -> None:
    """Accounts and departments that are in use, and tax codes for what is bought."""
    asked = (
        ("account", "SELECT id FROM masterdata.account WHERE id = ANY($1::uuid[]) AND is_active"),
        ("department", "SELECT id FROM masterdata.department WHERE id = ANY($1::uuid[])"),
        ("tax_code", "SELECT id FROM masterdata.tax_code WHERE id = ANY($1::uuid[]) AND direction <> $2"),
    )
    for name, sql in asked:
        wanted = {getattr(line, name) for line in lines} - {None}
        args = (TaxDirection.SALES.value,) if "$2" in sql else ()
        known = {row["id"] for row in await act.tx.rows(sql, sorted(wanted), *args)} if wanted else set()
        for at, line in enumerate(lines):
            if getattr(line, name) not in known | {None}:
                field = {"tax_code": "taxCode"}.get(name, name)
                raise NotFound(name, getattr(line, name), field=f"lines.{at}.{field}")


def _coins(at: int, line: SupplierInvoiceLineDraft, currency: str) -> Decimal:
    accounting.require_coins(f"lines.{at}.amount", line.amount, currency)
    return quantize(line.amount, currency)


def _tax_row(act: Act, group: Any, said: dict[UUID, Money], include_tax: bool) -> dict[str, Any]:
    base, tax = group.base, group.tax
    given = said.get(group.tax_code)
    if given is not None and given != tax:
        accounting.require_coins("statedTaxes", given, act.currency)
        amount = Fraction(base + tax if include_tax else base)
        rate = Fraction(group.rate)
        exact = amount * rate / (100 + rate if include_tax else 100)
        # Any rounding to the yen is the seller's free choice; more than that is a mistake on the paper.
        if abs(Fraction(given) - exact) >= 1:
            raise StatedTaxTooFar(given, tax)
        base, tax = (base + tax - given if include_tax else base), given
    return {
        "id": new_id(),
        "company": act.company,
        "tax_code": group.tax_code,
        "rate": group.rate,
        "base": base,
        "tax": tax,
    }


async def numbered_once(
    act: Act, supplier: UUID, kind: SupplierInvoiceKind, given: str | None, *, but: UUID | None = None
) -> str | None:
    """The key of the supplier's number; refuses one that is here already, however it is written."""
    wanted = number_key(given)
    if wanted is None or given is None:
        return None
    if len(given) > TEXT_LIMIT:
        raise TooLong("supplierNumber", TEXT_LIMIT)
    await lock_name(act, "supplier_number", act.company, supplier, wanted)
    there = await act.tx.value(
        """SELECT number FROM payables.supplier_invoice
           WHERE company = $1 AND supplier = ANY($2::uuid[]) AND kind = $3 AND number_key = $4
             AND state <> 'CANCELLED' AND id IS DISTINCT FROM $5""",
        act.company,
        await masterdata.aliases_of(act.tx, supplier),
        kind.value,
        wanted,
        but,
    )
    if there:
        raise SupplierNumberThere(given, there)
    return wanted


async def require_ledger_only(act: Act, reason: LedgerOnlyReason | None, total: Decimal, on: date) -> None:
    """Without an invoice only as far as the law lets the books be enough."""
    if reason is None or reason in UNLIMITED:
        return
    limit = await masterdata.statutory_value(act.tx, "LEDGER_ONLY_LIMIT", on)
    if total >= limit:
        raise LedgerOnlyTooLarge(total, limit)


async def withheld_from(act: Act, paper: Paper, *, on: date, tax_stated: bool) -> Decimal:
    """The income tax kept back from a fee on that day."""
    values = [
        await masterdata.statutory_value(act.tx, kind, on)
        for kind in ("WITHHOLDING_RATE", "WITHHOLDING_RATE_ABOVE", "WITHHOLDING_STEP")
    ]
    base = withholding_base(paper.subtotal, paper.subtotal + paper.tax_total, tax_stated)
    return withheld(base, WithholdingRates(*values))


async def write_paper(act: Act, invoice: UUID, paper: Paper) -> None:
    """The lines and taxes of a draft, in place of those that were there."""
    await act.tx.run("DELETE FROM payables.supplier_invoice_line WHERE supplier_invoice = $1", invoice)
    await act.tx.run("DELETE FROM payables.supplier_invoice_tax WHERE supplier_invoice = $1", invoice)
    own = {"supplier_invoice": invoice}
    await act.tx.insert(tables.SupplierInvoiceLine, [line | own for line in paper.lines])
    await act.tx.insert(tables.SupplierInvoiceTax, [tax | own for tax in paper.taxes])
