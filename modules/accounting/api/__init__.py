"""What programs and pages may ask of accounting, and what they may have it do; one file a noun."""

from modules.accounting.api import (
    closing,
    drafts,
    figures,
    forecast,
    invoices,
    ledger,
    ledgers,
    paper,
    proposals,
    routine,
    statements,
    year,
)
from modules.accounting.api.invoices import BankAccount, Invoice, InvoiceLine, Receipt
from modules.accounting.api.ledger import JournalEntry, JournalLine
from modules.accounting.api.paper import BATCH_STATE
from modules.accounting.states import BatchState

QUERY = [
    *ledger.QUERY,
    *ledgers.QUERY,
    *invoices.QUERY,
    *paper.QUERY,
    *figures.QUERY,
    *proposals.QUERY,
    *closing.QUERY,
    *statements.QUERY,
    *routine.QUERY,
    *drafts.QUERY,
    *forecast.QUERY,
    *year.QUERY,
]
MUTATION = [
    *ledger.MUTATION,
    *invoices.MUTATION,
    *paper.MUTATION,
    *closing.MUTATION,
    *routine.MUTATION,
    *drafts.MUTATION,
    *forecast.MUTATION,
    *year.MUTATION,
]

__all__ = [
    "BATCH_STATE",
    "MUTATION",
    "QUERY",
    "BankAccount",
    "BatchState",
    "Invoice",
    "InvoiceLine",
    "JournalEntry",
    "JournalLine",
    "Receipt",
]
