"""What a line costs where nobody typed a price: the customer's listed price, on the basis of his document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import Money, Rounding
from modules.accounting.drafts import InvoiceLineDraft
from modules.accounting.invoicing import sales_terms


@dataclass(frozen=True, slots=True)
class Unpriced:
    """So many of a unit of a product; `factor` is how many of the product's own unit one of it holds."""

    product: UUID
    tax_code: UUID
    quantity: Decimal
    factor: Decimal


async def listed_prices(
    act: Act,
    lines: Sequence[Unpriced],
    *,
    customer: UUID,
    currency: str,
    on: date,
    prices_include_tax: bool,
    rounding: Rounding | None,
) -> list[Decimal | None]:
    """The price of one unit of each line, in their order; nothing where no list has one.

    A list price is for the product's own unit: a case of 24 costs 24 of it. A price that is kept on the other
    basis is turned once, at the rate of the day, with the customer's rounding or else the company's.
    """
    if not lines:
        return []
    wanted = [masterdata.Wanted(line.product, line.quantity * line.factor) for line in lines]
    listed = await masterdata.prices_for(act.tx, wanted, customer, currency, on)
    codes = {
        line.tax_code
        for line, each in zip(lines, listed, strict=True)
        if each and each.includes_tax != prices_include_tax
    }
    terms = await sales_terms(act, codes, on) if codes else None
    found: list[Decimal | None] = []
    for line, each in zip(lines, listed, strict=True):
        price = None if each is None else each.unit_price * line.factor
        if terms and price is not None and each is not None and each.includes_tax != prices_include_tax:
            price = masterdata.on_basis(
                price,
                terms.taxes[line.tax_code].rate,
                inside=each.includes_tax,
                wanted=prices_include_tax,
                rounding=rounding or terms.rounding,
                currency=currency,
            )
        found.append(price)
    return found


async def priced(
    act: Act,
    lines: Sequence[InvoiceLineDraft],
    party: masterdata.PartyRow,
    *,
    on: date,
    prices_include_tax: bool,
) -> list[InvoiceLineDraft]:
    """The lines of an invoice with a price each; refuses `NO_PRICE` where a product has none."""
    asked = [(at, line.product) for at, line in enumerate(lines) if line.unit_price is None and line.product]
    if not asked:
        return list(lines)
    known = await masterdata.products(act.tx, [product for _, product in asked])
    found = await listed_prices(
        act,
        [
            Unpriced(
                product, lines[at].tax_code, lines[at].quantity, factor_of(known[product], lines[at], at)
            )
            for at, product in asked
        ],
        customer=party.id,
        currency=act.currency,
        on=on,
        prices_include_tax=prices_include_tax,
        rounding=party.tax_rounding,
    )
    done = list(lines)
    for (at, product), price in zip(asked, found, strict=True):
        if price is None:
            raise masterdata.NoPrice(known[product].name, field=f"lines.{at}.unitPrice")
        done[at] = replace(lines[at], unit_price=Money(price))
    return done


def factor_of(product: masterdata.ProductRow, line: InvoiceLineDraft, at: int) -> Decimal:
    """How many of the product's own unit one of the line's unit holds."""
    if line.unit is None:
        return Decimal(1)
    if line.unit not in product.factors:
        raise masterdata.UnknownUnit(product.id, line.unit, field=f"lines.{at}.unit")
    return product.factors[line.unit]
