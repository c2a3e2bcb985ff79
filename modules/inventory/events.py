"""What inventory tells: facts about goods, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class StockShipped(Event):
    """Goods left for a customer."""

    shipment: UUID
    sales_order: UUID
    shipped_on: date


@dataclass(frozen=True, kw_only=True)
class StockReturned(Event):
    """Goods came back from a customer."""

    shipment: UUID
    sales_order: UUID
    returned_on: date


@dataclass(frozen=True, kw_only=True)
class StockReceived(Event):
    """Goods came in."""

    stock_receipt: UUID
    received_on: date
