"""What programs and pages may ask of payables, and what they may have it do; one file a noun."""

from modules.payables.api import (
    figures,
    foreign,
    invoices,
    payments,
    salaries,
    self_billings,
    terms,
    written_terms,
)
from modules.payables.api.invoices import SupplierInvoice
from modules.payables.api.payments import Payment, PaymentRun

QUERY = [
    *invoices.QUERY,
    *payments.QUERY,
    *figures.QUERY,
    *terms.QUERY,
    *salaries.QUERY,
    *self_billings.QUERY,
    *foreign.QUERY,
    *written_terms.QUERY,
]
MUTATION = [
    *invoices.MUTATION,
    *payments.MUTATION,
    *salaries.MUTATION,
    *self_billings.MUTATION,
    *foreign.MUTATION,
    *written_terms.MUTATION,
]

__all__ = ["MUTATION", "QUERY", "Payment", "PaymentRun", "SupplierInvoice"]
