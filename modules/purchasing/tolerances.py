"""The tolerance of a day: what the company chose from then on; as long as nobody chose, none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from erp.kernel.asking import Act
from modules.purchasing.rules.tolerance import most_of, within

ON = """
    SELECT over_receipt, price_share, price_amount FROM purchasing.purchase_tolerance
    WHERE company = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Shares in per cent, an amount per line."""

    over_receipt: Decimal = Decimal(0)
    price_share: Decimal = Decimal(0)
    price_amount: Decimal = Decimal(0)

    def most(self, ordered: Decimal, decimals: int) -> Decimal:
        """How many of a line may come."""
        return most_of(ordered, self.over_receipt, decimals)

    def lets(self, expected: Decimal, billed: Decimal, rate: Decimal) -> bool:
        """Whether a billed amount passes; `rate` is what one of its currency is worth in ours."""
        return within(expected, billed, self.price_share, self.price_amount / rate)


async def tolerance_on(act: Act, on: date) -> Tolerance:
    """What holds on a day."""
    row = await act.tx.row(ON, act.company, on)
    return Tolerance(**dict(row)) if row else Tolerance()
