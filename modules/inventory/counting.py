"""What should lie there at the moment somebody counts: the shelf now, less what has moved since that moment.

Goods move while they are counted; nothing is frozen. The difference belongs to the moment of the count and
stays right whatever moves afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import locking
from erp.kernel.asking import Act
from erp.kernel.errors import NotFound, Refused
from modules.inventory import tables

# The rows of the shelves are locked in key order, so that no move can slip between the figure and its answer.
ON_HAND = """
    SELECT b.product, b.location, b.lot, b.owner, b.on_hand FROM inventory.stock_balance b
    JOIN unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(product, location, lot)
      ON b.product = t.product AND b.location = t.location AND b.lot = t.lot
    ORDER BY b.product, b.location, b.lot, b.owner FOR UPDATE OF b
"""

SINCE = """
    SELECT t.n,
           sum(CASE WHEN m.to_location = t.location THEN m.quantity ELSE -m.quantity END) AS moved
    FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[])
        AS t(n, product, location, lot, owner)
    JOIN inventory.stock_move m ON m.company = $6 AND m.product = t.product AND m.lot = t.lot
     AND m.owner IS NOT DISTINCT FROM t.owner AND t.location IN (m.from_location, m.to_location)
     AND m.recorded_at > $7
    GROUP BY t.n
"""

DIFFERENCES = """
    SELECT l.id, l.product, l.location, l.lot, l.owner, e.quantity - e.expected AS difference, e.round,
           (e.quantity - e.expected)
               * CASE WHEN v.quantity > 0 AND l.owner IS NULL THEN v.value / v.quantity ELSE 0 END AS worth
    FROM inventory.stock_count_line l
    JOIN inventory.stock_count c ON c.id = l.stock_count
    LEFT JOIN LATERAL (SELECT x.* FROM inventory.stock_count_entry x WHERE x.stock_count_line = l.id
                       ORDER BY x.round DESC LIMIT 1) e ON true
    LEFT JOIN inventory.stock_value v ON v.product = l.product AND v.warehouse = c.warehouse
    WHERE l.stock_count = $1 ORDER BY l.line_no
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """One product (and lot, and owner) in one place."""

    product: UUID
    location: UUID
    lot: str
    owner: UUID | None


class NotAllCounted(Refused):
    """Some of the lines of the count have no figure yet."""


class CountAgain(Refused):
    """What differs at the first look is looked at a second time."""


class CountedByYourself(Refused):
    """A difference above the limit is booked by somebody who did not count it."""


async def the_count(act: Act, count: UUID) -> dict[str, Any]:
    """The count under lock."""
    rows = await locking.lock_rows(act, tables.StockCount, [count])
    if not rows:
        raise NotFound("StockCount", count, field="count")
    return dict(rows[0])


async def expected_at(act: Act, spots: Sequence[Spot], moment: datetime) -> list[Decimal]:
    """How many should have lain there at that moment, spot by spot."""
    columns = [
        [spot.product for spot in spots],
        [spot.location for spot in spots],
        [spot.lot for spot in spots],
    ]
    owners = [spot.owner for spot in spots]
    rows = await locking.lock_stock(act, ON_HAND, *columns)
    there = {Spot(row["product"], row["location"], row["lot"], row["owner"]): row["on_hand"] for row in rows}
    moved = await act.tx.rows(SINCE, list(range(len(spots))), *columns, owners, act.company, moment)
    since = {row["n"]: row["moved"] for row in moved}
    return [there.get(spot, Decimal(0)) - since.get(at, Decimal(0)) for at, spot in enumerate(spots)]
