"""Accounting: money and debts. Other modules import only these names."""

from erp.kernel.errors import TwoCurrencies
from modules.accounting.accruing import reverse_later
from modules.accounting.actions.cancel_invoice import cancel_invoice
from modules.accounting.actions.issue_credit_note import issue_credit_note
from modules.accounting.actions.issue_invoice import issue_invoice
from modules.accounting.actions.post_entry import post_entry
from modules.accounting.actions.record_receipt import record_receipt
from modules.accounting.actions.reverse_entry import reverse_entry
from modules.accounting.areas import require_unlocked
from modules.accounting.batching import Papers, work_on
from modules.accounting.billed import BilledLine, billed_lines, bills_for, issued_on, lines_of, still_owed
from modules.accounting.bookkeeping import bookkeeping_of
from modules.accounting.crediting import CreditNoteLine
from modules.accounting.drafts import InvoiceLineDraft, Paper
from modules.accounting.events import (
    CreditNoteIssued,
    EntryPosted,
    InvoiceCancelled,
    InvoiceIssued,
    PaymentReceived,
    PeriodClosed,
    ReceivableReopened,
    ReceivableSettled,
)
from modules.accounting.invoicing import NotACustomer, TaxTerms, sales_terms
from modules.accounting.issuing import (
    IssuedInvoice,
    LinePosted,
    SalePosted,
    issue,
    sale_lines,
)
from modules.accounting.lines import EntryLine, credit, debit
from modules.accounting.mirroring import mirror_entry
from modules.accounting.payable import (
    PayableItem,
    locked_payables,
    open_payable,
    release_payables,
    settle_payables,
)
from modules.accounting.pricing import Unpriced, listed_prices
from modules.accounting.queries import posting_accounts, posting_day, receivable_of
from modules.accounting.receiving import Incoming, receive
from modules.accounting.reversing import post_reverse as reverse_posted
from modules.accounting.rules.consumption_tax import RateTotal, TaxedAmount, tax_by_rate
from modules.accounting.rules.line_amount import line_amount, partial_amount
from modules.accounting.rules.returned import Taxed, taken_back
from modules.accounting.rules.taxed_line import Bookkeeping, TaxEntry, TaxUse
from modules.accounting.settling import ReceiptMatch, locked_items, require_coins
from modules.accounting.states import FeeTreatment, OpenItemKind, PostingPurpose
from modules.accounting.unbilled import post_unbilled
from modules.accounting.unreceiving import take_back

__all__ = [
    "BilledLine",
    "Bookkeeping",
    "CreditNoteIssued",
    "CreditNoteLine",
    "EntryLine",
    "EntryPosted",
    "FeeTreatment",
    "Incoming",
    "InvoiceCancelled",
    "InvoiceIssued",
    "InvoiceLineDraft",
    "IssuedInvoice",
    "LinePosted",
    "NotACustomer",
    "OpenItemKind",
    "Paper",
    "Papers",
    "PayableItem",
    "PaymentReceived",
    "PeriodClosed",
    "PostingPurpose",
    "RateTotal",
    "ReceiptMatch",
    "ReceivableReopened",
    "ReceivableSettled",
    "SalePosted",
    "TaxEntry",
    "TaxTerms",
    "TaxUse",
    "Taxed",
    "TaxedAmount",
    "TwoCurrencies",
    "Unpriced",
    "billed_lines",
    "bills_for",
    "bookkeeping_of",
    "cancel_invoice",
    "credit",
    "debit",
    "issue",
    "issue_credit_note",
    "issue_invoice",
    "issued_on",
    "line_amount",
    "lines_of",
    "listed_prices",
    "locked_items",
    "locked_payables",
    "mirror_entry",
    "open_payable",
    "partial_amount",
    "post_entry",
    "post_unbilled",
    "posting_accounts",
    "posting_day",
    "receivable_of",
    "receive",
    "record_receipt",
    "release_payables",
    "require_coins",
    "require_unlocked",
    "reverse_entry",
    "reverse_later",
    "reverse_posted",
    "sale_lines",
    "sales_terms",
    "settle_payables",
    "still_owed",
    "take_back",
    "taken_back",
    "tax_by_rate",
    "work_on",
]
