"""What ordering tells: facts about promises, in the past tense."""

from dataclasses import dataclass
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class SalesOrderConfirmed(Event):
    """Goods were promised to a customer."""

    sales_order: UUID
    customer: UUID


@dataclass(frozen=True, kw_only=True)
class SalesOrderClosed(Event):
    """Nothing more is to be done for an order."""

    sales_order: UUID
