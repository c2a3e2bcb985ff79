"""Our accounts at banks, and the shapes of the files banks give us."""

from datetime import date

from erp.api import ID, link, many, mutation, node
from modules.accounting.api.invoices import BankAccount
from modules.banking import tables
from modules.banking.actions.add_csv_format import add_csv_format
from modules.banking.actions.set_account_at_bank import set_account_at_bank
from modules.banking.states import CsvEncoding, DepositKind


@node(tables.AccountAtBank)
class AccountAtBank:
    """How a bank account of ours is called at its bank."""

    id: ID
    bank_account: BankAccount = link("bank_account")
    bank_code: str
    bank_name: str | None
    branch_code: str
    branch_name: str | None
    kind: DepositKind
    account_number: str
    holder_kana: str | None


@node(tables.CsvFormat)
class CsvFormat:
    """Which column of a bank's file says what."""

    id: ID
    code: str
    name: str
    encoding: CsvEncoding
    skip_rows: int
    day_column: str
    in_column: str | None
    out_column: str | None
    amount_column: str | None
    description_column: str
    payer_column: str | None
    balance_column: str | None
    reference_column: str | None
    valid_from: date
    valid_to: date | None
    is_built_in: bool


QUERY = [
    many(
        AccountAtBank,
        filters=("bank_account",),
        sorts=("bank_code",),
        default_sort="bank_code",
    ),
    many(CsvFormat, search=("name", "code"), sorts=("name",), default_sort="name"),
]
MUTATION = [mutation(set_account_at_bank, AccountAtBank), mutation(add_csv_format, CsvFormat)]
