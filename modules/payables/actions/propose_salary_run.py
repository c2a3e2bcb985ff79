"""Propose a salary run: what each employee gets on a payday, typed in or from a list of another program."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from erp.kernel.digits import BadFigure
from erp.kernel.errors import BadInput, TooLong
from erp.kernel.files import Attached
from erp.kernel.keys import new_id
from erp.kernel.money import ZERO, Money, decimals_of, parse_money
from erp.kernel.numbering import next_number
from erp.kernel.register import register_document
from modules import accounting
from modules.payables import tables
from modules.payables.accounts import NAME_LIMIT, BankDetails, columns_of
from modules.payables.rules.bank_account import digits
from modules.payables.rules.salary_list import MOST_ROWS, BadSalaryList, read_salaries
from modules.payables.rules.zengin import Field, to_zengin
from modules.payables.running import bank_account_of, require_bank_day
from modules.payables.states import AccountType, SalaryRunKind, SalaryRunState

TYPES = {
    "": AccountType.ORDINARY,
    "1": AccountType.ORDINARY,
    "普通": AccountType.ORDINARY,
    "2": AccountType.CURRENT,
    "当座": AccountType.CURRENT,
}
NUMBER_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SalaryDraft:
    """What one employee gets, and where; the name is in kana, without letters."""

    employee_number: str
    name: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_number: str
    amount: Money
    account_type: AccountType = AccountType.ORDINARY
    department_number: str = "0"


async def propose_salary_run(
    *,
    act: Act,
    pay_on: date,
    lines: list[SalaryDraft] | None = None,
    file: Attached | None = None,
    kind: SalaryRunKind = SalaryRunKind.SALARY,
    bank_account: UUID | None = None,
) -> UUID:
    """Write the transfers of a payday down for another person to approve; lines or a CSV file, not both.

    Refuses a day the banks are closed, names no bank takes, an employee who is there twice, and accounts that
    take no salaries.
    """
    if (file is None) == (not lines):
        raise BadInput("lines", "LINES_OR_FILE")
    await require_bank_day(act, pay_on)
    bank = await bank_account_of(act, bank_account)
    drafts = list(lines) if lines else _from_file(file.content, act.currency) if file else []
    if len(drafts) > MOST_ROWS:
        raise TooLong("lines", MOST_ROWS, given=len(drafts))
    rows = _rows(act, drafts)
    run = new_id()
    number = await next_number(act, "salary_run", pay_on)
    total = sum((row["amount"] for row in rows), ZERO)
    head = {
        "id": run,
        "company": act.company,
        "number": number,
        "kind": kind.value,
        "state": SalaryRunState.PROPOSED.value,
        "pay_on": pay_on,
        "bank_account": bank,
        "currency": act.currency,
        "total": total,
        "proposed_by": act.actor,
        "proposed_at": act.at,
    }
    await act.tx.insert(tables.SalaryRun, [head])
    await act.tx.insert(tables.SalaryRunLine, [row | {"salary_run": run} for row in rows])
    # What it comes to is seen on the run by whoever may read salaries, not in the search box.
    await register_document(act, kind="salary_run", id=run, number=number, on=pay_on, title=number)
    return run


def _from_file(content: bytes, currency: str) -> list[SalaryDraft]:
    found = []
    for row in read_salaries(content):
        line = int(row.pop("line"))
        try:
            amount = Money(parse_money(row.pop("amount").replace(",", ""), decimals_of(currency)))
        except BadFigure:
            raise BadSalaryList(line, "NOT_AN_AMOUNT") from None
        sort = row.pop("account_type")
        if sort not in TYPES:
            raise BadSalaryList(line, "UNKNOWN_ACCOUNT_TYPE")
        found.append(SalaryDraft(**row, amount=amount, account_type=TYPES[sort]))
    return found


def _rows(act: Act, drafts: Sequence[SalaryDraft]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for at, each in enumerate(drafts):
        amount: Decimal = each.amount
        accounting.require_coins(f"lines.{at}.amount", amount, act.currency)
        if amount <= 0:
            raise BadInput(f"lines.{at}.amount", "AMOUNT_NOT_POSITIVE", given=amount)
        if each.account_type not in (AccountType.ORDINARY, AccountType.CURRENT):
            raise BadInput(f"lines.{at}.accountType", "TAKES_NO_SALARY")
        number = _number(f"lines.{at}.employeeNumber", each.employee_number)
        if number in seen:
            raise BadInput(f"lines.{at}.employeeNumber", "EMPLOYEE_TWICE", given=number)
        seen.add(number)
        details = BankDetails(
            bank_code=each.bank_code, bank_name=each.bank_name, branch_code=each.branch_code,
            branch_name=each.branch_name, account_number=each.account_number, account_type=each.account_type,
        )  # fmt: skip
        name = to_zengin(each.name, Field.SALARY_NAME, limit=NAME_LIMIT, named=f"lines.{at}.name")
        if not name:
            raise BadInput(f"lines.{at}.name", "REQUIRED")
        own = {"id": new_id(), "company": act.company, "line_no": at + 1, "name": name, "amount": amount}
        department = _number(f"lines.{at}.departmentNumber", each.department_number or "0")
        rows.append(
            columns_of(details, at=f"lines.{at}.")
            | own
            | {"employee_number": number, "department_number": department}
        )
    return rows


def _number(field: str, given: str) -> str:
    plain = digits(given, NUMBER_LENGTH)
    if plain is None:
        raise BadInput(field, "NOT_SO_MANY_DIGITS", given=given, length=NUMBER_LENGTH)
    return plain
