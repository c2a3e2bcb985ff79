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


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """A unit price as it is kept: without tax, or with the tax inside."""

    unit_price: Decimal
    includes_tax: bool


async def prices_for(
    tx: Transaction, wanted: Sequence[Wanted], customer: UUID | None, currency: str, on: date
) -> list[ListedPrice | None]:
    """The unit price of each wanted line, in their order, by one statement; nothing where there is none."""
    found = await tx.rows(
        "SELECT listed.unit_price, listed.includes_tax"
        " FROM unnest($1::uuid[], $2::numeric[]) WITH ORDINALITY AS wanted(product, quantity, place)"
        " LEFT JOIN LATERAL masterdata.listed_price(wanted.product, $3, wanted.quantity, $4, $5)"
        " AS listed ON true"
        " ORDER BY place",
        [each.product for each in wanted],
        [each.quantity for each in wanted],
        customer,
        currency,
        on,
    )
    return [
        None if row["unit_price"] is None else ListedPrice(row["unit_price"], row["includes_tax"])
        for row in found
    ]
