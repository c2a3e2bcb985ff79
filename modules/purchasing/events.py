"""What purchasing tells: facts about what we ordered and got, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class PurchaseOrderPlaced(Event):
    """A supplier is asked to deliver."""

    purchase_order: UUID
    supplier: UUID


@dataclass(frozen=True, kw_only=True)
class GoodsAccepted(Event):
    """Goods or a service were accepted: they are ours, and a bill is to come."""

    inspection: UUID
    purchase_order: UUID
    accepted_on: date


@dataclass(frozen=True, kw_only=True)
class GoodsReturned(Event):
    """Goods went back to a supplier."""

    purchase_return: UUID
    purchase_order: UUID
    returned_on: date
