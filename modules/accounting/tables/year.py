"""What a year begins and ends with: opening balances, consumption tax, tax withheld, the carry-forward."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text
from erp.masterdata.tables import Account, Company, Party
from modules.accounting.rules.tax_return import Allocation, TaxBasis, TaxScheme
from modules.accounting.tables.ledger import FiscalYear, JournalEntry


class TaxMethod(Table, schema="accounting", tablename="tax_method"):
    """How a company works out its consumption tax from a day on; `business_type` 1 … 6 if simplified."""

    id = key()
    company = ref(Company)
    valid_from = day()
    scheme = choice(TaxScheme)
    business_type = text(null=True)
    output_basis = choice(TaxBasis)
    input_basis = choice(TaxBasis)
    allocation = choice(Allocation)


class TaxClosing(Table, schema="accounting", tablename="tax_closing"):
    """Consumption tax of a span of days, settled against what is owed; `undone_by` is what took it back."""

    id = key()
    company = ref(Company)
    from_day = day()
    to_day = day()
    output_tax = money()
    input_tax = money()
    payable = money()
    difference = money()
    entry = ref(JournalEntry)
    closed_by = key_of_document()
    closed_at = instant()
    undone_by = ref(JournalEntry, null=True)


class WithholdingPayment(Table, schema="accounting", tablename="withholding_payment"):
    """Tax withheld in a span of days, paid to the tax office."""

    id = key()
    company = ref(Company)
    from_day = day()
    to_day = day()
    due_on = day()
    paid_on = day()
    amount = money()
    entry = ref(JournalEntry)
    undone_by = ref(JournalEntry, null=True)


class OpeningBalance(Table, schema="accounting", tablename="opening_balance"):
    """What the books began with on a day; `undone_by` is the entry that took it back."""

    id = key()
    company = ref(Company)
    starts_on = day()
    entry = ref(JournalEntry)
    entered_by = key_of_document()
    entered_at = instant()
    undone_by = ref(JournalEntry, null=True)
    reason = text(null=True)


class OpeningItem(Table, schema="accounting", tablename="opening_item"):
    """A customer's invoice of the time before, still to be paid when the books began."""

    id = key()
    company = ref(Company)
    opening = ref(OpeningBalance)
    party = ref(Party)
    number = text()
    issued_on = day()
    due_on = day()
    amount = money()
    is_reverse = flag()


class CarryForward(Table, schema="accounting", tablename="carry_forward"):
    """Profit or loss of a year moved to retained earnings; what came late is carried by another one."""

    id = key()
    company = ref(Company)
    fiscal_year = ref(FiscalYear)
    profit = money()
    retained_account = ref(Account)
    entry = ref(JournalEntry)
    carried_by = key_of_document()
    carried_at = instant()
    undone_by = ref(JournalEntry, null=True)


__all__ = ["CarryForward", "OpeningBalance", "OpeningItem", "TaxClosing", "TaxMethod", "WithholdingPayment"]
