"""What we are asked to pay and what we pay."""

from piccolo.table import Table

from modules.payables.tables.invoices import (
    PayablesSetting,
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierInvoiceTax,
    SupplierTerm,
)
from modules.payables.tables.payments import (
    Payment,
    PaymentApproval,
    PaymentRun,
    PaymentRunLine,
    PaymentRunTransfer,
    SalaryRun,
    SalaryRunLine,
    SupplierAccount,
    TransferAccount,
)

TABLES = (
    PayablesSetting,
    SupplierTerm,
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierInvoiceTax,
    SupplierAccount,
    TransferAccount,
    PaymentRun,
    PaymentRunLine,
    PaymentRunTransfer,
    PaymentApproval,
    Payment,
    SalaryRun,
    SalaryRunLine,
)

__all__ = [
    "TABLES",
    "Payment",
    "PaymentApproval",
    "PaymentRun",
    "PaymentRunLine",
    "PaymentRunTransfer",
    "PayablesSetting",
    "SalaryRun",
    "SalaryRunLine",
    "SupplierAccount",
    "SupplierInvoice",
    "SupplierInvoiceLine",
    "SupplierInvoiceTax",
    "SupplierTerm",
    "Table",
    "TransferAccount",
]
