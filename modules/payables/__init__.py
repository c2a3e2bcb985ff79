"""Payables: what suppliers ask us to pay, and paying it. Other modules import only these names."""

from modules.payables.actions.cancel_supplier_invoice import cancel_supplier_invoice
from modules.payables.actions.draft_supplier_invoice import draft_supplier_invoice
from modules.payables.actions.post_supplier_invoice import post_supplier_invoice
from modules.payables.capturing import StatedTax, SupplierInvoiceLineDraft, require_ledger_only
from modules.payables.deducting import Deduction, YearlyCap, mark_of, measures_on, yearly_cap
from modules.payables.events import SupplierInvoiceCancelled, SupplierInvoicePosted, SupplierPaid
from modules.payables.refusals import NotASupplier, SupplierNumberThere
from modules.payables.registering import registration_number
from modules.payables.rules.deduction import deductible, ground_of
from modules.payables.rules.exchange import converted
from modules.payables.states import DeductionGround, LedgerOnlyReason, SupplierInvoiceKind
from modules.payables.suppliers import payment_day, setting_of

__all__ = [
    "Deduction",
    "DeductionGround",
    "LedgerOnlyReason",
    "NotASupplier",
    "StatedTax",
    "SupplierInvoiceCancelled",
    "SupplierInvoiceKind",
    "SupplierInvoiceLineDraft",
    "SupplierInvoicePosted",
    "SupplierNumberThere",
    "SupplierPaid",
    "YearlyCap",
    "cancel_supplier_invoice",
    "converted",
    "deductible",
    "draft_supplier_invoice",
    "ground_of",
    "mark_of",
    "measures_on",
    "payment_day",
    "post_supplier_invoice",
    "registration_number",
    "require_ledger_only",
    "setting_of",
    "yearly_cap",
]
