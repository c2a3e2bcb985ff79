"""What expenses tells, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class ExpenseClaimPosted(Event):
    """What somebody spent is in the books, and the company owes it to him."""

    expense_claim: UUID
    posted_on: date


@dataclass(frozen=True, kw_only=True)
class ExpenseClaimCancelled(Event):
    """A posted claim counts as never made."""

    expense_claim: UUID
