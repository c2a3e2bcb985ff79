"""The company's own rules, by day: kinds of expenses, grades, limits and rates; and who claims.

A rule is never rewritten: another row counts from its day on.
"""

from piccolo.table import Table

from erp.kernel.columns import choice, day, flag, instant, key, key_of_document, money, ref, text, whole
from erp.masterdata.tables import Account, Company, Department, Party, TaxCode
from modules.expenses.states import Breach, ExpenseNature
from modules.payables import LedgerOnlyReason


class Grade(Table, schema="expenses", tablename="grade"):
    """A rank by which limits and allowances differ; shared by all companies."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    position = whole()
    is_active = flag()


class ExpenseKind(Table, schema="expenses", tablename="expense_kind"):
    """A sort of expense, with the account it goes to and its usual tax class."""

    id = key()
    code = text()
    name_ja = text()
    name_en = text()
    nature = choice(ExpenseNature)
    account = ref(Account)
    tax_code = ref(TaxCode)
    ledger_only = choice(LedgerOnlyReason, null=True)
    is_active = flag()


class PolicyLimit(Table, schema="expenses", tablename="policy_limit"):
    """What a line of a kind may come to, for a grade or (without one) for everybody, from a day on."""

    id = key()
    company = ref(Company)
    expense_kind = ref(ExpenseKind)
    grade = ref(Grade, null=True)
    valid_from = day()
    line_limit = money(null=True)
    receipt_from = money(null=True)
    reason_from = money(null=True)
    breach = choice(Breach)
    set_by = key_of_document()
    set_at = instant()


class AllowanceRate(Table, schema="expenses", tablename="allowance_rate"):
    """Yen a day of a trip, or a kilometre, for a grade or (without one) for everybody, from a day on."""

    id = key()
    company = ref(Company)
    expense_kind = ref(ExpenseKind)
    grade = ref(Grade, null=True)
    valid_from = day()
    amount = money()
    set_by = key_of_document()
    set_at = instant()


class Claimant(Table, schema="expenses", tablename="claimant"):
    """A person who may claim expenses, and the party that gets the money."""

    id = key()
    company = ref(Company)
    person = key_of_document()
    party = ref(Party)
    is_active = flag()


class ClaimantTerm(Table, schema="expenses", tablename="claimant_term"):
    """A claimant's grade and department from a day on."""

    id = key()
    company = ref(Company)
    claimant = ref(Claimant)
    valid_from = day()
    grade = ref(Grade)
    department = ref(Department, null=True)
    set_by = key_of_document()
    set_at = instant()
