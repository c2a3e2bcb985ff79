"""The chart of accounts and the tax codes."""

from datetime import date
from decimal import Decimal

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.masterdata import tables
from erp.masterdata.actions.change_account import change_account
from erp.masterdata.actions.enact_tax_rate import enact_tax_rate
from erp.masterdata.actions.prepare_tax_rate import prepare_tax_rate
from erp.masterdata.actions.register_account import register_account
from erp.masterdata.actions.register_tax_code import register_tax_code
from erp.masterdata.actions.set_tax_rate import set_tax_rate
from erp.masterdata.states import AccountKind, StatementLine, TaxDirection, TaxKind

_NAME = "CASE WHEN :language = 'ja' THEN {t}.name_ja ELSE {t}.name_en END"


@node(tables.TaxCode)
class TaxCode:
    """A tax class as it is chosen on a line."""

    id: ID
    code: str
    name: str = computed(_NAME)
    name_ja: str
    name_en: str
    kind: TaxKind
    direction: TaxDirection
    category: str
    is_active: bool
    owner: ID | None
    review_on: date | None
    rate_today: Decimal | None = computed(
        "(SELECT r.rate FROM masterdata.tax_rate r WHERE r.tax_code = {t}.id AND r.is_active"
        " AND r.valid_from <= :today AND (r.valid_to IS NULL OR r.valid_to >= :today))"
    )
    rates: list["TaxRate"] = children("tax_code", by="valid_from", expected=4)


@node(tables.TaxRate, part_of=TaxCode)
class TaxRate:
    """The rate in per cent between two days that are both included."""

    id: ID
    rate: Decimal
    valid_from: date
    valid_to: date | None
    is_active: bool
    source: str | None


@node(tables.Account)
class Account:
    """An account of the ledger."""

    id: ID
    code: str
    name: str = computed(_NAME)
    name_ja: str
    name_en: str
    kind: AccountKind
    statement_line: StatementLine
    needs_party: bool
    needs_department: bool
    is_active: bool
    owner: ID | None
    review_on: date | None
    tax_code: TaxCode | None = link("tax_code")


QUERY = [
    one(TaxCode),
    many(TaxCode, filters=("kind", "direction", "is_active"), search=("code", "name_ja", "name_en"),
         sorts=("code",), default_sort="code"),
    one(Account),
    many(Account, filters=("kind", "statement_line", "is_active", "needs_party"),
         search=("code", "name_ja", "name_en"), sorts=("code",), default_sort="code"),
]  # fmt: skip
MUTATION = [
    mutation(register_tax_code, TaxCode),
    mutation(set_tax_rate, TaxCode),
    mutation(prepare_tax_rate, TaxCode),
    mutation(enact_tax_rate, TaxCode),
    mutation(register_account, Account),
    mutation(change_account, Account),
]
