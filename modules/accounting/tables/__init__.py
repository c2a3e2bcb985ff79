"""The books. Entries, documents and matchings are facts and never change."""

from modules.accounting.tables.invoices import Invoice, InvoiceLine, InvoiceTax
from modules.accounting.tables.ledger import (
    AccountDay,
    AccountMonth,
    FiscalYear,
    JournalEntry,
    JournalLine,
    Period,
    PostingAccount,
    RollUpMark,
)
from modules.accounting.tables.money import BankAccount, Matching, OpenItem, Receipt
from modules.accounting.tables.sums import DepartmentMonth, PartyMonth

TABLES = (
    FiscalYear,
    Period,
    JournalEntry,
    JournalLine,
    AccountMonth,
    AccountDay,
    DepartmentMonth,
    PartyMonth,
    RollUpMark,
    PostingAccount,
    BankAccount,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Receipt,
    OpenItem,
    Matching,
)

__all__ = [
    "TABLES",
    "AccountDay",
    "AccountMonth",
    "BankAccount",
    "DepartmentMonth",
    "FiscalYear",
    "Invoice",
    "InvoiceLine",
    "InvoiceTax",
    "JournalEntry",
    "JournalLine",
    "Matching",
    "OpenItem",
    "PartyMonth",
    "Period",
    "PostingAccount",
    "Receipt",
    "RollUpMark",
]
