"""How much of what a shop without registration sold in a year still counts, over all claims.

Shops on receipts are names; the same name, however it is written, is taken for the same shop.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from erp.kernel.asking import Act
from erp.kernel.locking import lock_name
from modules import payables

USED = """
    SELECT l.shop_key, sum(l.amount) AS amount FROM expenses.expense_line l
    JOIN expenses.expense_claim c ON c.id = l.expense_claim AND c.state IN ('POSTED', 'PAYING', 'PAID')
    WHERE l.company = $1 AND l.ground = 'TRANSITIONAL' AND l.shop_key = ANY($2::text[])
      AND l.spent_on BETWEEN $3 AND $4
    GROUP BY l.shop_key
"""


@dataclass(slots=True)
class Caps:
    """What is left for each shop and year; where there is no limit, everything counts."""

    years: dict[date, payables.YearlyCap | None]
    left: dict[tuple[str, date], Decimal] = field(default_factory=dict)

    def take(self, shop: str | None, on: date, gross: Decimal) -> Decimal:
        """As much of an amount as the year of its day still covers."""
        cap = self.years.get(on)
        if cap is None or shop is None:
            return gross
        there = max(self.left.get((shop, cap.starts_on), cap.amount), Decimal(0))
        covered = min(gross, there)
        self.left[shop, cap.starts_on] = there - covered
        return covered


async def caps_of(act: Act, lines: Sequence[dict[str, Any]]) -> Caps:
    """What these lines may still take; two claims with the same shop wait for each other."""
    shops = sorted({line["shop_key"] for line in lines if line["shop_key"] and line["tax"]})
    days = sorted({line["spent_on"] for line in lines if line["shop_key"]})
    caps = Caps({on: await payables.yearly_cap(act, on) for on in days})
    years = {cap.starts_on: cap for cap in caps.years.values() if cap is not None}
    if not years:
        return caps
    for shop in shops:
        await lock_name(act, "shop_cap", act.company, shop)
    for start, cap in sorted(years.items()):
        for row in await act.tx.rows(USED, act.company, shops, start, cap.ends_on):
            caps.left[row["shop_key"], start] = cap.amount - row["amount"]
    return caps
