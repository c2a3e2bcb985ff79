"""Salaries and bonuses on their way to the bank."""

from datetime import date, datetime

from erp.api import ID, StoredFile, children, computed, link, many, mutation, node, one
from erp.kernel.money import Money
from modules.accounting.api import BankAccount, JournalEntry
from modules.payables import tables
from modules.payables.actions.approve_salary_run import approve_salary_run
from modules.payables.actions.cancel_salary_run import cancel_salary_run
from modules.payables.actions.make_salary_file import make_salary_file
from modules.payables.actions.post_salary_run import post_salary_run
from modules.payables.actions.propose_salary_run import propose_salary_run
from modules.payables.actions.undo_salary_posting import undo_salary_posting
from modules.payables.states import AccountType, SalaryRunKind, SalaryRunState

WHO = "(SELECT u.name FROM access.app_user u WHERE u.id = {t}.%s)"
# Banks want the file some of their own days before payday.
SEND_BY = """(SELECT d.day FROM (
    SELECT g.day::date, row_number() OVER (ORDER BY g.day DESC) AS place
    FROM generate_series({t}.pay_on - 30, {t}.pay_on - 1, interval '1 day') AS g(day)
    WHERE masterdata.is_bank_day(g.day::date)) d
    WHERE d.place = coalesce(masterdata.statutory_value('SALARY_FILE_DAYS', {t}.pay_on), 3)::int)"""


@node(tables.SalaryRun)
class SalaryRun:
    """Salaries or bonuses to be transferred on a payday."""

    id: ID
    number: str
    kind: SalaryRunKind
    state: SalaryRunState
    pay_on: date
    send_by: date | None = computed(SEND_BY)
    is_late: bool = computed(
        f"(coalesce({SEND_BY} < :today, false) AND {{t}}.state IN ('PROPOSED', 'APPROVED'))"
    )
    bank_account: BankAccount = link("bank_account")
    currency: str
    total: Money
    proposed_by: str | None = computed(WHO % "proposed_by")
    proposed_at: datetime
    proposed_by_me: bool = computed("{t}.proposed_by = :actor")
    approved_by: str | None = computed(WHO % "approved_by")
    approved_at: datetime | None
    file: StoredFile | None = link("file")
    filed_at: datetime | None
    paid_on: date | None
    entry: JournalEntry | None = link("entry")
    cancel_reason: str | None
    lines: list["SalaryRunLine"] = children("salary_run", by="line_no", expected=50)


@node(tables.SalaryRunLine, part_of=SalaryRun)
class SalaryRunLine:
    """What one employee gets, and where."""

    id: ID
    line_no: int
    employee_number: str
    department_number: str
    name: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_type: AccountType
    account_number: str
    amount: Money


QUERY = [
    one(SalaryRun),
    many(
        SalaryRun,
        filters=("kind", "state", "pay_on"),
        search=("number",),
        sorts=("number", "pay_on"),
        default_sort="-number",
    ),
]
MUTATION = [
    mutation(propose_salary_run, SalaryRun),
    mutation(approve_salary_run, SalaryRun),
    mutation(make_salary_file, SalaryRun),
    mutation(post_salary_run, SalaryRun),
    mutation(undo_salary_posting, SalaryRun),
    mutation(cancel_salary_run, SalaryRun),
]
