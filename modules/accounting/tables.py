"""The books. Entries, documents and matchings are facts and never change; only three things here do.

A period opens and closes, an open item's remainder goes down and up, and the roll-up follows the lines.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    big_whole,
    choice,
    day,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    rate,
    ref,
    text,
    whole,
)
from erp.kernel.money import Rounding
from erp.masterdata.tables import Account, Company, Department, Party, Product, TaxCode, Unit
from modules.accounting.states import InvoiceKind, OpenItemKind, PeriodState, PostingPurpose


class FiscalYear(Table, schema="accounting", tablename="fiscal_year"):
    """Twelve months of books."""

    id = key()
    company = ref(Company)
    name = text()
    starts_on = day()
    ends_on = day()


class Period(Table, schema="accounting", tablename="period"):
    """A calendar month of a company's books; open until somebody closes it."""

    id = key()
    company = ref(Company)
    fiscal_year = ref(FiscalYear)
    starts_on = day()
    ends_on = day()
    state = choice(PeriodState)
    closed_by = key_of_document(null=True)
    closed_at = instant(null=True)
    reopen_reason = text(null=True)


class JournalEntry(Table, schema="accounting", tablename="journal_entry"):
    """One balanced entry. `effective_on` is the day it counts for, `recorded_at` when we learnt of it.

    `late_from` is the day it really belongs to, where that day's month was closed already.
    """

    id = key()
    company = ref(Company)
    number = text()
    effective_on = day()
    recorded_at = instant()
    tx = big_whole()
    description = text()
    origin = text()
    cause = key_of_document(null=True)
    reverses = ref("self", null=True)
    late_from = day(null=True)
    posted_by = key_of_document()


class JournalLine(Table, schema="accounting", tablename="journal_line"):
    """One side of an entry; company, day and transaction repeat the entry's, for reports."""

    id = key()
    company = ref(Company)
    entry = ref(JournalEntry)
    line_no = whole()
    account = ref(Account)
    debit = money()
    credit = money()
    currency = text()
    party = ref(Party, null=True)
    tax_code = ref(TaxCode, null=True)
    department = ref(Department, null=True)
    effective_on = day()
    tx = big_whole()
    memo = text(null=True)


class AccountMonth(Table, schema="accounting", tablename="account_month"):
    """Sums of an account's lines over a month, up to the roll-up's mark."""

    id = key()
    company = ref(Company)
    account = ref(Account)
    currency = text()
    month = day()
    debit = money()
    credit = money()


class AccountDay(Table, schema="accounting", tablename="account_day"):
    """Sums of an account's lines over a day, up to the roll-up's mark."""

    id = key()
    company = ref(Company)
    account = ref(Account)
    currency = text()
    day = day()
    debit = money()
    credit = money()


class RollUpMark(Table, schema="accounting", tablename="roll_up_mark"):
    """Every line of a transaction below `upto` is in the sums; every other line is read as it is."""

    id = key()
    company = ref(Company)
    upto = big_whole()


class PostingAccount(Table, schema="accounting", tablename="posting_account"):
    """Which account a document posts to by itself, for each purpose."""

    id = key()
    company = ref(Company)
    purpose = choice(PostingPurpose)
    account = ref(Account)


class BankAccount(Table, schema="accounting", tablename="bank_account"):
    """An account of ours at a bank, with its account in the books."""

    id = key()
    company = ref(Company)
    name = text()
    account = ref(Account)
    is_default = flag()
    is_active = flag()


class Invoice(Table, schema="accounting", tablename="invoice"):
    """A qualified invoice, or the credit note that answers one (`credits`). It never changes once issued."""

    id = key()
    company = ref(Company)
    number = text()
    kind = choice(InvoiceKind)
    customer = ref(Party)
    issued_on = day()
    due_on = day()
    currency = text()
    prices_include_tax = flag()
    tax_rounding = choice(Rounding)
    subtotal = money()
    tax_total = money()
    total = money()
    origin = text()
    credits = ref("self", null=True)
    reason = text(null=True)
    issued_at = instant()


class InvoiceLine(Table, schema="accounting", tablename="invoice_line"):
    """What the customer pays for; `discount` is in per cent.

    `origin_line` is the line of an order that it bills, `credits_line` the line of an invoice it takes back.
    """

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    line_no = whole()
    product = ref(Product, null=True)
    description = text()
    quantity = quantity()
    unit = ref(Unit, null=True)
    unit_price = money()
    discount = rate()
    amount = money()
    tax_code = ref(TaxCode)
    tax_rate = rate()
    origin_line = key_of_document(null=True)
    credits_line = ref("self", null=True)


class InvoiceTax(Table, schema="accounting", tablename="invoice_tax"):
    """Tax of one class and rate, rounded once for the whole invoice."""

    id = key()
    company = ref(Company)
    invoice = ref(Invoice)
    tax_code = ref(TaxCode)
    rate = rate()
    base = money()
    tax = money()


class Receipt(Table, schema="accounting", tablename="receipt"):
    """Money that came in from a customer; `fee` is what the bank kept and we bear.

    With `returns` it is money that went back to him, of the receipt named there.
    """

    id = key()
    company = ref(Company)
    number = text()
    customer = ref(Party)
    received_on = day()
    bank_account = ref(BankAccount)
    amount = money()
    fee = money()
    currency = text()
    memo = text(null=True)
    origin = text()
    recorded_at = instant()
    returns = ref("self", null=True)


class OpenItem(Table, schema="accounting", tablename="open_item"):
    """What is still open of a document; `open_amount` never leaves 0 … `amount`."""

    id = key()
    company = ref(Company)
    party = ref(Party)
    kind = choice(OpenItemKind)
    document = key_of_document()
    number = text()
    opened_on = day()
    due_on = day()
    currency = text()
    amount = money()
    open_amount = money()


class Matching(Table, schema="accounting", tablename="matching"):
    """So much of a credit was set against a receivable; `undoes` names the matching this row takes back."""

    id = key()
    company = ref(Company)
    receivable = ref(OpenItem)
    credit = ref(OpenItem)
    amount = money()
    currency = text()
    matched_on = day()
    matched_at = instant()
    undoes = ref("self", null=True)
    reason = text(null=True)


TABLES = (
    FiscalYear,
    Period,
    JournalEntry,
    JournalLine,
    AccountMonth,
    AccountDay,
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
