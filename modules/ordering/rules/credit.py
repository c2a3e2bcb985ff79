"""Credit limit (与信限度額): how much a customer may owe us, counted with what is ordered but not yet billed.

Exposure is what was billed and not paid, plus what is ordered and not yet billed, plus this order; money
the customer has paid in advance counts against it. No limit means no check; a limit of nothing means
cash first.

    >>> check = check_credit(
    ...     limit=Decimal(1000), receivables=Decimal(600), open_orders=Decimal(300), this_order=Decimal(150)
    ... )
    >>> check.within, int(check.exposure), int(check.excess)
    (False, 1050, 50)
    >>> check_credit(limit=None, receivables=Decimal(600), open_orders=ZERO, this_order=Decimal(1)).within
    True
"""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CreditCheck:
    """Where the customer would stand with this order."""

    limit: Decimal | None
    exposure: Decimal

    @property
    def within(self) -> bool:
        """Reaching the limit is allowed, passing it is not."""
        return self.limit is None or self.exposure <= self.limit

    @property
    def excess(self) -> Decimal:
        """By how much the limit is passed."""
        return ZERO if self.limit is None else max(ZERO, self.exposure - self.limit)


def check_credit(
    *,
    limit: Decimal | None,
    receivables: Decimal,
    open_orders: Decimal,
    this_order: Decimal,
    advances: Decimal = ZERO,
) -> CreditCheck:
    """All amounts of one customer in one currency, tax included.

    >>> all_of_it = {"receivables": ZERO, "open_orders": ZERO, "this_order": Decimal(100)}
    >>> check_credit(limit=Decimal(100), **all_of_it).within
    True
    >>> check_credit(limit=ZERO, **all_of_it, advances=Decimal(100)).within
    True
    """
    return CreditCheck(limit, receivables + open_orders + this_order - advances)
