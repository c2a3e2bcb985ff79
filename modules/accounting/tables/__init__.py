"""The books. Entries, documents and matchings are facts and never change."""

from modules.accounting.tables.closing import CLOSING_TABLES, AreaLock, ClosingTask
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
    *CLOSING_TABLES,
)

__all__ = [
    "TABLES",
    "AccountDay",
    "AccountMonth",
    "AreaLock",
    "BankAccount",
    "DepartmentMonth",
    "ClosingTask",
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
