"""What payables tells: facts about what we owe and paid, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class SupplierInvoicePosted(Event):
    """We owe a supplier, or he owes us: his invoice or credit note is in the books."""

    supplier_invoice: UUID
    supplier: UUID
    booked_on: date


@dataclass(frozen=True, kw_only=True)
class SupplierInvoiceCancelled(Event):
    """A supplier's invoice counts as never received."""

    supplier_invoice: UUID
    supplier: UUID


@dataclass(frozen=True, kw_only=True)
class SupplierPaid(Event):
    """Money went to a supplier; `invoices` are those it was set against."""

    payment: UUID
    supplier: UUID
    paid_on: date
    invoices: tuple[UUID, ...]
