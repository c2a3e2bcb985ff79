"""Company cards, and what was paid with them as the card company tells it. Their lines are facts."""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text, whole
from erp.masterdata.tables import Account, Company
from modules.expenses.states import CardEncoding
from modules.expenses.tables.policy import Claimant


class CompanyCard(Table, schema="expenses", tablename="company_card"):
    """A card of the company, its holder, and the account on which the card company is owed."""

    id = key()
    company = ref(Company)
    name = text()
    last_digits = text()
    holder = ref(Claimant, null=True)
    account = ref(Account)
    is_active = flag()


class CardFormat(Table, schema="expenses", tablename="card_format"):
    """How a card company lays out its CSV, from one day to another; shared by all companies."""

    id = key()
    code = text()
    name = text()
    encoding = choice(CardEncoding)
    skip_rows = whole()
    day_column = text()
    shop_column = text()
    amount_column = text()
    card_column = text(null=True)
    reference_column = text(null=True)
    valid_from = day()
    valid_to = day(null=True)


class CardStatement(Table, schema="expenses", tablename="card_statement"):
    """One file of a card company, taken over as a whole."""

    id = key()
    company = ref(Company)
    number = text()
    card = ref(CompanyCard)
    file = key_of_document()
    file_name = text()
    sha256 = text()
    from_on = day()
    to_on = day()
    line_count = whole()
    new_count = whole()
    total = money()
    currency = text()
    imported_by = key_of_document()
    imported_at = instant()


class CardLine(Table, schema="expenses", tablename="card_line"):
    """One payment by card; below zero when the shop gave money back."""

    id = key()
    company = ref(Company)
    card_statement = ref(CardStatement)
    card = ref(CompanyCard)
    line_no = whole()
    used_on = day()
    shop = text()
    shop_key = text()
    amount = money()
    reference = text(null=True)
    running_no = whole()
