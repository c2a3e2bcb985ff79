"""Years, months, entries and the sums that follow them.

An entry and its lines are facts and never change; a period opens and closes, the roll-up follows the lines.
"""

from piccolo.table import Table

from erp.kernel.columns import (
    big_whole,
    choice,
    day,
    instant,
    key,
    key_of_document,
    money,
    rate,
    ref,
    text,
    whole,
)
from erp.masterdata.tables import Account, Company, Department, Party, TaxCode
from modules.accounting.rules.taxed_line import Bookkeeping, TaxUse
from modules.accounting.states import EntryKind, PeriodState, PostingPurpose


class FiscalYear(Table, schema="accounting", tablename="fiscal_year"):
    """Twelve months of books, all of them with tax apart or all of them with tax inside."""

    id = key()
    company = ref(Company)
    name = text()
    starts_on = day()
    ends_on = day()
    bookkeeping = choice(Bookkeeping, default=Bookkeeping.TAX_EXCLUSIVE)


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
    kind = choice(EntryKind, default=EntryKind.ORDINARY)
    template_version = key_of_document(null=True)


class JournalLine(Table, schema="accounting", tablename="journal_line"):
    """One side of an entry; company, day and transaction repeat the entry's, for reports.

    A line with a tax code keeps what is taxed: `tax_base` without tax and `tax_amount` of tax at `tax_rate`
    per cent, whether that tax stands in a line of its own or inside this one.
    """

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
    tax_rate = rate(null=True)
    tax_base = money(null=True)
    tax_amount = money(null=True)
    tax_use = choice(TaxUse, null=True)
    creditable_share = rate(null=True)


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
