"""Money to come and to go: the forecast week by week, what it is made of, and what is planned."""

from datetime import date

from erp.api import ID, link, many, mutation, node, report, row
from erp.kernel.money import Money
from erp.masterdata.api import Account
from modules.accounting import tables
from modules.accounting.actions.end_cash_plan import end_cash_plan
from modules.accounting.actions.plan_cash import plan_cash
from modules.accounting.reports.cash_forecast import cash_forecast, cash_forecast_items

RIGHT = "accounting.read_cash_forecast"


@row
class CashWeek:
    """One week of money: what comes, what goes, what is left, and the lowest day of it."""

    starts_on: date
    ends_on: date
    opening: Money
    receipts: Money
    payments: Money
    closing: Money
    lowest: Money
    lowest_on: date
    is_lowest: bool


@row
class ExpectedPayment:
    """Money that is expected to come or, with a minus, to go."""

    expected_on: date
    due_on: date
    kind: str
    name: str | None
    party_name: str | None
    document_id: ID | None
    document_kind: str | None
    amount: Money


@node(tables.CashPlan, permission=RIGHT)
class CashPlan:
    """Money on a day of the month: a fixed amount, or what stands on an account by then."""

    id: ID
    name: str
    is_receipt: bool
    amount: Money | None
    account: Account | None = link("account")
    day_of_month: int
    every_months: int
    starts_on: date
    ends_on: date | None


QUERY = [
    report("cash_forecast", CashWeek, run=cash_forecast, args={"weeks": int | None}, permission=RIGHT),
    report(
        "cash_forecast_items",
        ExpectedPayment,
        run=cash_forecast_items,
        args={"weeks": int | None},
        permission=RIGHT,
    ),
    many(CashPlan, filters=("ends_on",), sorts=("day_of_month", "name"), default_sort="day_of_month"),
]
MUTATION = [mutation(plan_cash, CashPlan), mutation(end_cash_plan, CashPlan)]
