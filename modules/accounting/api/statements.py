"""The statements: trial balance, profit and loss, balance sheet, by month and by department."""

from datetime import date, datetime
from decimal import Decimal

from erp.api import ID, report, row
from erp.kernel.money import Money
from erp.masterdata.states import AccountKind, StatementLine
from modules.accounting.reports.by_month import account_by_month, profit_by_month
from modules.accounting.reports.statements import (
    Statement,
    balance_sheet,
    monthly_trend,
    profit_and_loss,
    profit_by_department,
)
from modules.accounting.reports.trial_balance import trial_balance
from modules.accounting.rules.statements import RowKind, StatementTotal

RIGHT = "accounting.read_trial_balance"


@row
class TrialBalanceLine:
    """One account: brought forward, both sides, and what remains; without a first day since ever."""

    account_id: ID | None
    account_code: str
    account_name: str
    kind: AccountKind
    statement_line: StatementLine
    currency: str
    opening: Money
    debit: Money
    credit: Money
    balance: Money


@row
class StatementRow:
    """One row of a statement: a line, an account below it, a result among the earnings, or a total."""

    kind: RowKind
    line: StatementLine | None
    total_of: StatementTotal | None
    account_id: ID | None
    account_code: str | None
    name: str
    amount: Money
    share: Decimal | None
    year_before: Money
    difference: Money
    ratio: Decimal | None


@row
class MonthAmount:
    """The figure of one month."""

    month: date
    amount: Money


@row
class DepartmentAmount:
    """The figure of one department."""

    name: str
    amount: Money


@row
class MonthlyRow:
    """One row of a statement over twelve months; balances have no sum."""

    kind: RowKind
    line: StatementLine | None
    total_of: StatementTotal | None
    account_id: ID | None
    account_code: str | None
    name: str
    months: list[MonthAmount]
    total: Money | None


@row
class DepartmentRow:
    """One row of the profit and loss statement over all departments."""

    kind: RowKind
    line: StatementLine | None
    total_of: StatementTotal | None
    account_id: ID | None
    account_code: str | None
    name: str
    departments: list[DepartmentAmount]
    total: Money


@row
class ProfitOfMonth:
    """Sales and profits of one month."""

    month: date
    sales: Money
    gross_profit: Money
    operating_profit: Money
    net_profit: Money


@row
class BalanceOfMonth:
    """What an account came to at the end of one month."""

    month: date
    balance: Money


_KNOWN = {"known_at": datetime | None}
_NARROWED = {"known_at": datetime | None, "department": ID | None}
QUERY = [
    report(
        "trial_balance",
        TrialBalanceLine,
        run=trial_balance,
        args={"as_of": date, "from": date | None, "of_year": bool | None, **_NARROWED},
        permission=RIGHT,
    ),
    report(
        "profit_and_loss",
        StatementRow,
        run=profit_and_loss,
        args={"from": date | None, "to": date, **_NARROWED},
        permission=RIGHT,
    ),
    report(
        "balance_sheet", StatementRow, run=balance_sheet, args={"as_of": date, **_NARROWED}, permission=RIGHT
    ),
    report(
        "monthly_trend",
        MonthlyRow,
        run=monthly_trend,
        args={"statement": Statement, "from": date | None, **_NARROWED},
        permission=RIGHT,
    ),
    report(
        "profit_by_department",
        DepartmentRow,
        run=profit_by_department,
        args={"from": date | None, "to": date, **_KNOWN},
        permission=RIGHT,
    ),
    report(
        "profit_by_month",
        ProfitOfMonth,
        run=profit_by_month,
        args={"from": date, "to": date},
        permission=RIGHT,
        expected=24,
    ),
    report(
        "account_by_month",
        BalanceOfMonth,
        run=account_by_month,
        args={"account": ID, "from": date | None, "to": date | None},
        permission=RIGHT,
        expected=24,
    ),
]
