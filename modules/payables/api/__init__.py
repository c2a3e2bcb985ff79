"""What programs and pages may ask of payables, and what they may have it do; one file a noun."""

from modules.payables.api import figures, invoices, payments, salaries, terms
from modules.payables.api.invoices import SupplierInvoice
from modules.payables.api.payments import Payment, PaymentRun

QUERY = [*invoices.QUERY, *payments.QUERY, *figures.QUERY, *terms.QUERY, *salaries.QUERY]
MUTATION = [*invoices.MUTATION, *payments.MUTATION, *salaries.MUTATION]

__all__ = ["MUTATION", "QUERY", "Payment", "PaymentRun", "SupplierInvoice"]
