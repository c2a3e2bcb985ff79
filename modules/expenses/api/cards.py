"""Company cards, the files of card companies, and what was paid with them."""

from datetime import date, datetime

from erp.api import ID, StoredFile, children, computed, computed_link, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.masterdata.api import Account
from modules.expenses import tables
from modules.expenses.actions.add_card_format import add_card_format
from modules.expenses.actions.import_card_statement import import_card_statement
from modules.expenses.actions.register_company_card import register_company_card
from modules.expenses.api.claims import ALL, ExpenseClaim
from modules.expenses.api.policy import Claimant
from modules.expenses.states import CardEncoding, CardLineState

CLAIMED = """EXISTS (
    SELECT FROM expenses.expense_line e JOIN expenses.expense_claim k ON k.id = e.expense_claim
    WHERE e.card_line = {t}.id AND k.state <> 'CANCELLED')"""
IN_CLAIM = """{c}.state <> 'CANCELLED' AND {c}.id IN (
    SELECT e.expense_claim FROM expenses.expense_line e WHERE e.card_line = {t}.id)"""
# Payments with one's own card, or with one nobody holds; all of them for accounting.
MINE = f"""({ALL} OR EXISTS (
    SELECT FROM expenses.company_card d LEFT JOIN expenses.claimant h ON h.id = d.holder
    WHERE d.id = {{t}}.card AND (d.holder IS NULL OR h.person = :actor)))"""


@node(tables.CompanyCard)
class CompanyCard:
    """A card of the company."""

    id: ID
    name: str
    last_digits: str
    holder: Claimant | None = link("holder")
    account: Account = link("account")
    is_active: bool


@node(tables.CardFormat, permission="expenses.read_company_card")
class CardFormat:
    """How a card company lays out its CSV."""

    id: ID
    code: str
    name: str
    encoding: CardEncoding
    skip_rows: int
    day_column: str
    shop_column: str
    amount_column: str
    card_column: str | None
    reference_column: str | None
    valid_from: date
    valid_to: date | None


@node(tables.CardStatement)
class CardStatement:
    """One file of a card company."""

    id: ID
    number: str
    card: CompanyCard = link("card")
    file: StoredFile | None = link("file")
    file_name: str
    from_on: date
    to_on: date
    line_count: int
    new_count: int
    total: Money
    currency: str
    imported_at: datetime
    lines: list["CardLine"] = children("card_statement", by="line_no", expected=50)


@node(tables.CardLine, rows=MINE)
class CardLine:
    """One payment by card; below zero when the shop gave money back."""

    id: ID
    card: CompanyCard = link("card")
    card_name: str = computed("(SELECT d.name FROM expenses.company_card d WHERE d.id = {t}.card)")
    line_no: int
    used_on: date
    shop: str
    amount: Money
    currency: str = computed(
        "(SELECT s.currency FROM expenses.card_statement s WHERE s.id = {t}.card_statement)"
    )
    reference: str | None
    state: CardLineState = computed(f"(CASE WHEN {CLAIMED} THEN 'CLAIMED' ELSE 'OPEN' END)")
    claim: ExpenseClaim | None = computed_link(IN_CLAIM)


QUERY = [
    one(CompanyCard),
    many(CompanyCard, filters=("is_active",), search=("name",), sorts=("name",), default_sort="name"),
    many(CardFormat, filters=("valid_from",), search=("code", "name"), sorts=("code",), default_sort="code"),
    one(CardStatement),
    many(
        CardStatement,
        filters=("card", "to_on"),
        search=("number", "file_name"),
        sorts=("number", "to_on"),
        default_sort="-number",
    ),
    many(
        CardLine,
        filters=("card", "state", "used_on"),
        search=("shop", "reference"),
        sorts=("used_on", "amount"),
        default_sort="-used_on",
    ),
]
MUTATION = [
    mutation(register_company_card, CompanyCard),
    mutation(add_card_format, CardFormat),
    mutation(import_card_statement, CardStatement),
]
