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
    """The unit price of each wanted line, in their order, by one statement; nothing where there is no price.

    The nearest list wins (customer before company before everybody), within it the highest quantity step
    that is reached. The product's standard price is the last resort, and only in its own currency.
    """
    found = await tx.rows(
        "SELECT w.place,"
        " coalesce(best.unit_price,"
        " CASE WHEN p.standard_currency = $4 THEN p.standard_price END) AS unit_price"
        " FROM unnest($1::uuid[], $2::numeric[]) WITH ORDINALITY AS w(product, quantity, place)"
        " JOIN masterdata.product p ON p.id = w.product"
        " LEFT JOIN LATERAL (SELECT e.unit_price FROM masterdata.price e"
        " JOIN masterdata.price_list l ON l.id = e.price_list"
        " WHERE e.product = w.product AND e.minimum_quantity <= w.quantity AND l.currency = $4"
        " AND l.is_active AND e.valid_from <= $5 AND (e.valid_to IS NULL OR e.valid_to >= $5)"
        " AND (l.customer IS NULL OR l.customer = ANY(SELECT other.id FROM masterdata.party me"
        " JOIN masterdata.party other"
        " ON coalesce(other.merged_into, other.id) = coalesce(me.merged_into, me.id) WHERE me.id = $3))"
        " ORDER BY l.customer IS NULL, l.company IS NULL, e.minimum_quantity DESC, l.code LIMIT 1) best"
        " ON true ORDER BY w.place",
        [each.product for each in wanted],
        [each.quantity for each in wanted],
        customer,
        currency,
        on,
    )
    by_place = {row["place"]: row["unit_price"] for row in found}
    return [by_place.get(place) for place in range(1, len(wanted) + 1)]


async def price_for(
    tx: Transaction, product: UUID, customer: UUID | None, quantity: Decimal, currency: str, on: date
) -> Decimal | None:
    """The unit price of one product for one customer on a day."""
    (price,) = await prices_for(tx, [Wanted(product, quantity)], customer, currency, on)
    return price
