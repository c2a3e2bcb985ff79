"""What somebody found when he looked at a delivery, and what the accepted part costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from modules import accounting, payables
from modules.purchasing.lines import NOTHING
from modules.purchasing.states import ConcessionReason


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody found when he looked at a delivered line."""

    receipt_line: dict[str, Any]
    order_line: dict[str, Any]
    accepted: Decimal
    rejected: Decimal = NOTHING
    reason: str | None = None
    lot: str | None = None
    expires_on: date | None = None
    serials: tuple[str, ...] = ()
    concession: ConcessionReason | None = None
    unit_price: Decimal | None = None

    @property
    def price(self) -> Decimal:
        """As ordered, or less where it was taken under concession."""
        ordered: Decimal = self.order_line["unit_price"]
        return ordered if self.unit_price is None else self.unit_price

    def amount(self, at: "At") -> Decimal:
        """What the accepted part costs, in the currency of the order."""
        return accounting.line_amount(self.accepted, self.price, NOTHING, at.currency)

    def value(self, at: "At") -> Decimal:
        """The same in our currency."""
        return payables.converted(self.amount(at), at.rate, at.own)

    def allowance(self, at: "At") -> Decimal:
        """By how much less than ordered it is taken."""
        ordered: Decimal = self.order_line["unit_price"]
        return accounting.line_amount(self.accepted, ordered, NOTHING, at.currency) - self.amount(at)

    @property
    def told_apart(self) -> dict[str, Any]:
        """Lot, day of expiry and numbers: as found now, else as written down at the door."""
        given = self.receipt_line
        return {
            "lot": self.lot or given["lot"],
            "expires_on": self.expires_on or given["expires_on"],
            "serials": tuple(self.serials or given["serials"] or ()),
        }


@dataclass(frozen=True, slots=True)
class At:
    """The currency of an order, ours, and what one of it is worth on the day of the acceptance."""

    currency: str
    own: str
    rate: Decimal
