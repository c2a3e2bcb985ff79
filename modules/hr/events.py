"""What hr tells others."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """Facts of a person count from now on (`what`: a `PersonChangeKind`); told on the day they begin to.

    `LEAVING_SET` is told when a last day is entered, `CORRECTED` when something entered before is taken back.
    """

    person: UUID
    what: str
    on: date
