"""What billing tells: facts about bills, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class ClosingAsked(Event):
    """Somebody asked for the bill of one customer, as a part of a run."""

    run: UUID
    entry: UUID
    customer: UUID
    closing_on: date
