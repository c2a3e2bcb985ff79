"""What a payment is made of, whether it comes from a run or from a person."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePart:
    """So much of this invoice; without an amount, as much as is open and there is."""

    invoice: UUID
    amount: Money | None = None
