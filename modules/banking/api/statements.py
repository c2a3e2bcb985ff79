"""What the bank told us: files, and what they say of our accounts."""

from datetime import date, datetime

from erp.api import ID, StoredFile, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from modules.accounting.api.invoices import BankAccount
from modules.banking import tables
from modules.banking.actions.import_bank_statement import import_bank_statement
from modules.banking.actions.undo_bank_import import undo_bank_import
from modules.banking.states import StatementSource


@node(tables.BankImport)
class BankImport:
    """A file of a bank that was read."""

    id: ID
    file: StoredFile | None = link("file")
    file_name: str
    source: StatementSource
    line_count: int
    new_count: int
    imported_at: datetime
    is_undone: bool = computed("({t}.undone_at IS NOT NULL)")
    undone_at: datetime | None
    undo_reason: str | None
    bank_statements: list["BankStatement"] = children("bank_import", by="number", expected=2)


@node(tables.BankStatement)
class BankStatement:
    """What a file says of one account of ours."""

    id: ID
    number: str
    bank_import: BankImport = link("bank_import")
    bank_account: BankAccount = link("bank_account")
    source: StatementSource
    from_on: date
    to_on: date
    opening: Money | None
    closing: Money | None
    expected_opening: Money | None
    is_continuous: bool = computed(
        "({t}.opening IS NULL OR {t}.expected_opening IS NULL OR {t}.opening = {t}.expected_opening)"
    )
    money_in: Money
    money_out: Money
    currency: str
    open_lines: int = computed(
        "(SELECT count(*) FROM banking.statement_line l"
        " WHERE l.bank_statement = {t}.id AND l.state = 'OPEN')::int"
    )


QUERY = [
    one(BankImport),
    many(BankImport, filters=("source", "imported_at"), sorts=("imported_at",), default_sort="-imported_at"),
    one(BankStatement),
    many(
        BankStatement,
        filters=("bank_account", "to_on", "source", "bank_import"),
        search=("number",),
        sorts=("number", "to_on"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(import_bank_statement, BankImport),
    mutation(undo_bank_import, BankImport),
]
