"""The company's own rules on expenses, and who claims."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from erp.masterdata.api import Account, Department, Party, TaxCode
from modules.expenses import tables
from modules.expenses.actions.register_claimant import register_claimant
from modules.expenses.actions.register_expense_kind import register_expense_kind
from modules.expenses.actions.register_grade import register_grade
from modules.expenses.actions.set_allowance_rate import set_allowance_rate
from modules.expenses.actions.set_claimant_term import set_claimant_term
from modules.expenses.actions.set_policy_limit import set_policy_limit
from modules.expenses.states import Breach, ExpenseNature
from modules.payables import LedgerOnlyReason

NAME = "CASE WHEN :language::text = 'ja' THEN {t}.name_ja ELSE {t}.name_en END"
PERSON = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.person)"
# The newest rule of its kind and grade that has begun.
IN_FORCE = """({{t}}.valid_from <= :today AND NOT EXISTS (
    SELECT FROM expenses.{table} n WHERE n.company = {{t}}.company AND n.expense_kind = {{t}}.expense_kind
    AND n.grade IS NOT DISTINCT FROM {{t}}.grade AND n.valid_from > {{t}}.valid_from
    AND n.valid_from <= :today))"""
NOW = """(SELECT {wanted} FROM expenses.claimant_term m JOIN expenses.grade g ON g.id = m.grade
    WHERE m.claimant = {{t}}.id AND m.valid_from <= :today ORDER BY m.valid_from DESC LIMIT 1)"""


@node(tables.Grade, permission="expenses.read_expense_kind")
class Grade:
    """A rank by which limits and allowances differ."""

    id: ID
    code: str
    name: str = computed(NAME)
    position: int
    is_active: bool


@node(tables.ExpenseKind)
class ExpenseKind:
    """A sort of expense, as people choose it."""

    id: ID
    code: str
    name: str = computed(NAME)
    nature: ExpenseNature
    account: Account = link("account")
    tax_code: TaxCode = link("tax_code")
    ledger_only: LedgerOnlyReason | None
    is_active: bool


@node(tables.PolicyLimit, permission="expenses.read_expense_kind")
class PolicyLimit:
    """What a line of a kind may come to, from a day on."""

    id: ID
    expense_kind: ExpenseKind = link("expense_kind")
    grade: Grade | None = link("grade")
    valid_from: date
    in_force: bool = computed(IN_FORCE.format(table="policy_limit"))
    line_limit: Money | None
    receipt_from: Money | None
    reason_from: Money | None
    breach: Breach
    set_at: datetime


@node(tables.AllowanceRate, permission="expenses.read_expense_kind")
class AllowanceRate:
    """Yen a day of a trip, or a kilometre, from a day on."""

    id: ID
    expense_kind: ExpenseKind = link("expense_kind")
    grade: Grade | None = link("grade")
    valid_from: date
    in_force: bool = computed(IN_FORCE.format(table="allowance_rate"))
    amount: Decimal
    set_at: datetime


@node(tables.Claimant)
class Claimant:
    """A person who may claim expenses, and the party that gets the money."""

    id: ID
    person_name: str | None = computed(PERSON)
    party: Party = link("party")
    grade_name: str | None = computed(
        NOW.format(wanted="CASE WHEN :language::text = 'ja' THEN g.name_ja ELSE g.name_en END")
    )
    is_active: bool
    terms: list["ClaimantTerm"] = children("claimant", by="valid_from", expected=3)


@node(tables.ClaimantTerm, part_of=Claimant)
class ClaimantTerm:
    """A claimant's grade and department from a day on."""

    id: ID
    valid_from: date
    grade: Grade = link("grade")
    department: Department | None = link("department")


QUERY = [
    many(Grade, filters=("is_active",), sorts=("position",), default_sort="position"),
    many(
        ExpenseKind,
        filters=("is_active", "nature"),
        search=("code", "name_ja", "name_en"),
        sorts=("code",),
        default_sort="code",
    ),
    many(
        PolicyLimit,
        filters=("expense_kind", "grade", "valid_from"),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
    many(
        AllowanceRate,
        filters=("expense_kind", "grade", "valid_from"),
        sorts=("valid_from",),
        default_sort="-valid_from",
    ),
    one(Claimant),
    many(Claimant, filters=("is_active",), search=("party.name",), sorts=("id",), default_sort="id"),
]
MUTATION = [
    mutation(register_grade, Grade),
    mutation(register_expense_kind, ExpenseKind),
    mutation(set_policy_limit, PolicyLimit),
    mutation(set_allowance_rate, AllowanceRate),
    mutation(register_claimant, Claimant),
    mutation(set_claimant_term, Claimant),
]
