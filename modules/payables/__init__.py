"""Payables: what suppliers ask us to pay, and paying it. Other modules import only these names."""

from modules.payables.actions.draft_supplier_invoice import draft_supplier_invoice
from modules.payables.capturing import StatedTax, SupplierInvoiceLineDraft
from modules.payables.events import SupplierInvoiceCancelled, SupplierInvoicePosted, SupplierPaid
from modules.payables.refusals import NotASupplier, SupplierNumberThere
from modules.payables.states import LedgerOnlyReason, SupplierInvoiceKind

__all__ = [
    "LedgerOnlyReason",
    "NotASupplier",
    "StatedTax",
    "SupplierInvoiceCancelled",
    "SupplierInvoiceKind",
    "SupplierInvoiceLineDraft",
    "SupplierInvoicePosted",
    "SupplierNumberThere",
    "SupplierPaid",
    "draft_supplier_invoice",
]
