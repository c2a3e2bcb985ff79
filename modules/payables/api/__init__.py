"""What programs and pages may ask of payables, and what they may have it do; one file a noun."""

from modules.payables.api import invoices
from modules.payables.api.invoices import SupplierInvoice

QUERY = [*invoices.QUERY]
MUTATION = [*invoices.MUTATION]

__all__ = ["MUTATION", "QUERY", "SupplierInvoice"]
