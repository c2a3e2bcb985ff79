"""What a product costs a customer on a day: his own list, then the company's, then everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from erp.kernel.database import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """One product and how many of its own unit."""

    product: UUID
    quantity: Decimal


async def prices_for(
    tx: Transaction, wanted: Sequence[Wanted], customer: UUID | None, currency: str, on: date
) -> list[Decimal | None]:
    """The unit price of each wanted line, in their order, by one statement; nothing where there is none."""
    found = await tx.rows(
        "SELECT masterdata.price_of(product, $3, quantity, $4, $5) AS unit_price"
        " FROM unnest($1::uuid[], $2::numeric[]) WITH ORDINALITY AS wanted(product, quantity, place)"
        " ORDER BY place",
        [each.product for each in wanted],
        [each.quantity for each in wanted],
        customer,
        currency,
        on,
    )
    return [row["unit_price"] for row in found]


async def price_for(
    tx: Transaction, product: UUID, customer: UUID | None, quantity: Decimal, currency: str, on: date
) -> Decimal | None:
    """The unit price of one product for one customer on a day."""
    (price,) = await prices_for(tx, [Wanted(product, quantity)], customer, currency, on)
    return price
