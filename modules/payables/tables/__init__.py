"""What we are asked to pay and what we pay."""

from piccolo.table import Table

from modules.payables.tables.foreign import CurrencyValuation, CurrencyValuationLine, ForeignSettlement
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
from modules.payables.tables.self_billings import SelfBilling
from modules.payables.tables.written_terms import WrittenTerms

TABLES = (
    PayablesSetting,
    SupplierTerm,
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierInvoiceTax,
    SelfBilling,
    SupplierAccount,
    TransferAccount,
    PaymentRun,
    PaymentRunLine,
    PaymentRunTransfer,
    PaymentApproval,
    Payment,
    SalaryRun,
    SalaryRunLine,
    ForeignSettlement,
    CurrencyValuation,
    CurrencyValuationLine,
    WrittenTerms,
)

__all__ = [
    "TABLES",
    "CurrencyValuation",
    "CurrencyValuationLine",
    "ForeignSettlement",
    "Payment",
    "PaymentApproval",
    "PaymentRun",
    "PaymentRunLine",
    "PaymentRunTransfer",
    "PayablesSetting",
    "SalaryRun",
    "SalaryRunLine",
    "SelfBilling",
    "SupplierAccount",
    "SupplierInvoice",
    "SupplierInvoiceLine",
    "SupplierInvoiceTax",
    "SupplierTerm",
    "Table",
    "TransferAccount",
    "WrittenTerms",
]
