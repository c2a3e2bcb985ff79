"""What accounting tells: facts about money, in the past tense."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from erp.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class EntryPosted(Event):
    """An entry is in the books."""

    journal_entry: UUID
    effective_on: date


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Event):
    """A customer was asked to pay. `origin` names the document the invoice is for."""

    invoice: UUID
    customer: UUID
    issued_on: date
    origin: str


@dataclass(frozen=True, kw_only=True)
class CreditNoteIssued(Event):
    """A customer was told that he need not pay, in whole or in part."""

    credit_note: UUID
    invoice: UUID
    customer: UUID
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class InvoiceCancelled(Event):
    """An invoice counts as never sent: what it was for may be billed anew."""

    invoice: UUID
    customer: UUID


@dataclass(frozen=True, kw_only=True)
class PaymentReceived(Event):
    """Money of a customer came in; `invoices` are those it was set against."""

    receipt: UUID
    customer: UUID
    received_on: date
    invoices: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class ReceivableSettled(Event):
    """Nothing more is open on an invoice."""

    invoice: UUID
    customer: UUID
    origin: str


@dataclass(frozen=True, kw_only=True)
class ReceivableReopened(Event):
    """An invoice that was settled is open again, because a matching was undone."""

    invoice: UUID
    customer: UUID
    origin: str


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(Event):
    """A month's figures will not move any more."""

    period: UUID
    starts_on: date
    ends_on: date
