"""Papers in another currency: their amounts in ours by the rate of the day, and what is open in theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, Refused
from erp.kernel.money import ZERO, Money, UnknownCurrency, decimals_of
from modules import accounting
from modules.payables.capturing import Paper, SupplierInvoiceLineDraft
from modules.payables.rules.exchange import converted

MOST = Decimal(10) ** 9
OPEN = """
    SELECT i.id, i.number, i.supplier, i.foreign_currency AS currency, i.payable, i.kind,
           i.foreign_total - coalesce(sum(s.amount), 0) AS foreign_open,
           i.payable - coalesce(sum(s.booked), 0) AS booked_open
    FROM payables.supplier_invoice i
    LEFT JOIN payables.foreign_settlement s ON s.supplier_invoice = i.id
    WHERE i.id = ANY($1::uuid[]) AND i.company = $2 AND i.state = 'POSTED' AND i.foreign_currency IS NOT NULL
    GROUP BY i.id
"""
NOTHING: dict[str, Any] = {
    "foreign_currency": None,
    "exchange_rate": None,
    "rate_agreed": False,
    "foreign_total": None,
}


class ForeignInvoice(Refused):
    """What is owed in another currency is paid in it, by a payment of its own."""

    def __init__(self, number: str, currency: str, *, field: str | None = None) -> None:
        super().__init__(field=field, number=number, currency=currency)


class ExchangeRateChanged(Refused):
    """The rate of the day was put right after the draft was written; change the draft, and it takes it."""

    def __init__(self, number: str, drafted: Decimal, now: Decimal) -> None:
        super().__init__(number=number, drafted=drafted, now=now)


@dataclass(frozen=True, slots=True)
class Foreign:
    """The currency of a paper and what one unit of it is worth."""

    currency: str
    rate: Decimal
    agreed: bool

    def lines(self, given: Sequence[SupplierInvoiceLineDraft], own: str) -> list[SupplierInvoiceLineDraft]:
        """The lines in our currency."""
        for at, line in enumerate(given):
            accounting.require_coins(f"lines.{at}.amount", line.amount, self.currency)
        return [replace(line, amount=Money(converted(line.amount, self.rate, own))) for line in given]

    def total(self, given: Sequence[SupplierInvoiceLineDraft], paper: Paper, include_tax: bool) -> Decimal:
        """What the paper comes to in its own currency, with the tax of its lines."""
        taxed = [
            accounting.TaxedAmount(line.tax_code, row["tax_rate"], line.amount)
            for line, row in zip(given, paper.lines, strict=True)
        ]
        groups = accounting.tax_by_rate(taxed, paper.rounding, self.currency, include_tax)
        return sum((each.base + each.tax for each in groups), ZERO)

    def columns(
        self, given: Sequence[SupplierInvoiceLineDraft], paper: Paper, include_tax: bool
    ) -> dict[str, Any]:
        """What is kept of it with the invoice."""
        return {
            "foreign_currency": self.currency,
            "exchange_rate": self.rate,
            "rate_agreed": self.agreed,
            "foreign_total": self.total(given, paper, include_tax),
        }


async def foreign_of(
    act: Act,
    currency: str | None,
    agreed: Decimal | None,
    *,
    on: date,
    original: Mapping[str, Any] | None = None,
) -> Foreign | None:
    """The currency a paper is in, if it is not ours, with the rate agreed on or that of the day.

    A credit note is in the currency of the invoice it takes back, and at its rate.
    """
    before = original["foreign_currency"] if original else None
    code = (currency or "").strip().upper() or before or act.currency
    if original and code != (before or act.currency):
        own = {"number": original["number"], "currency": before or act.currency}
        raise BadInput("currency", "OTHER_CURRENCY", **own)
    if code == act.currency:
        if agreed is not None:
            raise BadInput("exchangeRate", "OWN_CURRENCY", given=agreed)
        return None
    known_currency("currency", code)
    if agreed is not None:
        return Foreign(code, sound_rate("exchangeRate", agreed), True)
    if original:
        return Foreign(code, original["exchange_rate"], True)
    return Foreign(code, await masterdata.exchange_rate(act.tx, code, act.currency, on), False)


def known_currency(field: str, code: str) -> str:
    """A currency of ISO 4217."""
    try:
        decimals_of(code)
    except UnknownCurrency as error:
        raise BadInput(field, error.reason, given=code[:20]) from None
    return code


def sound_rate(field: str, rate: Decimal) -> Decimal:
    """Above nothing, and no finer than what is kept."""
    if not 0 < rate < MOST or rate != round(rate, 6):
        raise BadInput(field, "NOT_AN_EXCHANGE_RATE", given=rate)
    return rate


async def require_rate_of_day(act: Act, head: dict[str, Any]) -> None:
    """A draft is posted at the rate of its day as it is known now."""
    if head["foreign_currency"] is None or head["rate_agreed"]:
        return
    now = await masterdata.exchange_rate(act.tx, head["foreign_currency"], act.currency, head["booked_on"])
    if now != head["exchange_rate"]:
        raise ExchangeRateChanged(head["number"], head["exchange_rate"], now)


async def foreign_open(act: Act, invoices: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """What is open of these invoices in their currency and in ours; others are left out."""
    rows = await act.tx.rows(OPEN, sorted(set(invoices)), act.company)
    return {row["id"]: dict(row) for row in rows}


async def require_own_currency(act: Act, invoices: Iterable[UUID], *, field: str) -> None:
    """What is paid in our currency was asked for in it."""
    found = await foreign_open(act, invoices)
    for row in found.values():
        raise ForeignInvoice(row["number"], row["currency"], field=field)
