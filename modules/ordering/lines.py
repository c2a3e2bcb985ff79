"""Lines of quotations and orders: from what somebody asked for to a priced line, and the totals over them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import BadInput, TooLong, TwoCurrencies
from erp.kernel.keys import new_id
from erp.kernel.money import Money, Rounding, UnknownCurrency, decimals_of
from erp.kernel.quantity import Quantity
from modules import accounting

LINE_LIMIT = 500
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesLineDraft:
    """So many of a product. Without a price the customer's price list decides; `discount` is in per cent."""

    product: UUID
    quantity: Quantity
    unit: UUID | None = None
    unit_price: Money | None = None
    discount: Decimal = Decimal(0)
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What a document comes to; the tax is computed once per rate."""

    currency: str
    prices_include_tax: bool
    subtotal: Decimal
    tax_total: Decimal
    total: Decimal

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of a document."""
        return asdict(self)


async def priced_lines(
    act: Act,
    *,
    drafts: Sequence[SalesLineDraft],
    party: masterdata.PartyRow,
    currency: str,
    prices_include_tax: bool,
    on: date,
) -> list[dict[str, Any]]:
    """Lines with unit, price, tax code and amount, numbered as given; statements do not grow with them.

    Refuses no lines, too many, a quantity that is not positive or finer than its unit, a price below zero, a
    discount outside 0–100, an unknown or inactive product, `UNKNOWN_UNIT`, and `NO_PRICE`.
    """
    _require_sound(drafts)
    products = await masterdata.products(act.tx, [draft.product for draft in drafts])
    for index, draft in enumerate(drafts):
        if not products[draft.product].is_active:
            raise masterdata.Inactive(
                "Product", products[draft.product].number, field=f"lines.{index}.product"
            )
    factors = [_factor(index, draft, products[draft.product]) for index, draft in enumerate(drafts)]
    unpriced = [
        accounting.Unpriced(draft.product, products[draft.product].tax_code, draft.quantity, factor)
        for draft, factor in zip(drafts, factors, strict=True)
        if draft.unit_price is None
    ]
    listed = iter(
        await accounting.listed_prices(
            act, unpriced, customer=party.id, currency=currency, on=on,
            prices_include_tax=prices_include_tax, rounding=party.tax_rounding,
        )
    )  # fmt: skip
    lines = []
    for index, (draft, factor) in enumerate(zip(drafts, factors, strict=True)):
        product = products[draft.product]
        price = draft.unit_price if draft.unit_price is not None else next(listed)
        if price is None:
            raise masterdata.NoPrice(product.name, field=f"lines.{index}.unitPrice")
        lines.append(_line(act, index, draft, product, factor, price, currency))
    return lines


def _line(
    act: Act,
    index: int,
    draft: SalesLineDraft,
    product: masterdata.ProductRow,
    factor: Decimal,
    price: Decimal,
    currency: str,
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "company": act.company,
        "line_no": index + 1,
        "product": product.id,
        "description": draft.description or product.name,
        "quantity": draft.quantity,
        "unit": draft.unit or product.unit,
        "factor": factor,
        "unit_price": price,
        "discount": draft.discount,
        "amount": accounting.line_amount(draft.quantity, price, draft.discount, currency),
        "tax_code": product.tax_code,
    }


async def totals_of(
    act: Act,
    *,
    lines: Sequence[dict[str, Any]],
    rounding: Rounding | None,
    currency: str,
    prices_include_tax: bool,
    on: date,
) -> Totals:
    """Subtotal without tax, tax, and both together, at the rates of a day.

    The tax is rounded as agreed with the customer, else as the company does.
    """
    terms = await accounting.sales_terms(act, [line["tax_code"] for line in lines], on)
    taxed = [(terms.taxes[line["tax_code"]], line["amount"]) for line in lines]
    by_rate = accounting.tax_by_rate(
        [accounting.TaxedAmount(each.tax_code, each.rate, amount) for each, amount in taxed],
        rounding or terms.rounding,
        currency,
        prices_include_tax,
    )
    subtotal = sum((each.base for each in by_rate), Decimal(0))
    tax = sum((each.tax for each in by_rate), Decimal(0))
    return Totals(currency, prices_include_tax, subtotal, tax, subtotal + tax)


def _require_sound(drafts: Sequence[SalesLineDraft]) -> None:
    if not drafts:
        raise BadInput("lines", "EMPTY")
    if len(drafts) > LINE_LIMIT:
        raise TooLong("lines", LINE_LIMIT, given=len(drafts))
    for index, draft in enumerate(drafts):
        if draft.quantity <= 0:
            raise BadInput(f"lines.{index}.quantity", "QUANTITY_NOT_POSITIVE", given=draft.quantity)
        if draft.unit_price is not None and draft.unit_price < 0:
            raise BadInput(f"lines.{index}.unitPrice", "NEGATIVE", given=draft.unit_price)
        if not 0 <= draft.discount <= HUNDRED:
            raise BadInput(f"lines.{index}.discount", "NOT_A_PERCENTAGE", given=draft.discount)


def _factor(index: int, draft: SalesLineDraft, product: masterdata.ProductRow) -> Decimal:
    finest = Decimal(1).scaleb(-product.decimals)
    if draft.unit in (None, product.unit) and draft.quantity % finest:
        raise BadInput(f"lines.{index}.quantity", "TOO_MANY_DECIMALS", given=draft.quantity)
    if draft.unit is None:
        return Decimal(1)
    if draft.unit not in product.factors:
        raise masterdata.UnknownUnit(product.id, draft.unit, field=f"lines.{index}.unit")
    return product.factors[draft.unit]


def require_currency(currency: str | None, company_currency: str) -> str:
    """The document's one currency: the company's. Another one is refused until its books can hold it."""
    chosen = currency or company_currency
    try:
        decimals_of(chosen)
    except UnknownCurrency as error:
        raise BadInput("currency", error.reason, given=chosen[:20]) from None
    if chosen != company_currency:
        raise TwoCurrencies(company_currency, chosen, field="currency")
    return chosen
