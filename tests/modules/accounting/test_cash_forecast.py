"""The cash forecast: from what is in the bank to the lowest day, each yen of it with its reason."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.builders import a_customer, a_product, stock_of
from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_statements import entry

ASKED = """query($weeks: Int) {
  cashForecast(weeks: $weeks) { startsOn opening receipts payments closing lowest lowestOn isLowest }
  cashForecastItems(weeks: $weeks) {
    expectedOn dueOn kind name partyName documentId documentKind amount } }"""


def forecast(books: Books, weeks: int = 10) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    found = books.erp.query(ASKED, weeks=weeks)
    return found["cashForecast"], found["cashForecastItems"]


def test_each_week_is_the_sum_of_its_items_and_the_lowest_is_named(books: Books) -> None:
    entry(books, "2026-04-01", "1130", "3110", "1000000")
    customer = books.customer()
    books.invoice(customer, books.line("300000"), on="2026-04-01", due_on="2026-04-30")
    books.erp.plan_cash(name="給与", day_of_month=25, amount="900000")
    books.erp.plan_cash(name="家賃", day_of_month=31, amount="150000", every_months=2)
    weeks, items = forecast(books)
    assert weeks[0]["opening"] == "1000000" and weeks[0]["startsOn"] == "2026-03-30" and len(weeks) == 10
    assert [(each["expectedOn"], each["name"], each["amount"]) for each in items[:3]] == [
        ("2026-04-25", "給与", "-900000"),
        ("2026-04-30", "家賃", "-150000"),
        ("2026-04-30", "IN-2026-000001", "330000"),
    ]
    assert (items[2]["kind"], items[2]["documentKind"]) == ("Receivables", "invoice")
    for before, after in pairwise(weeks):
        assert before["closing"] == after["opening"]
    moved = sum(Decimal(each["amount"]) for each in items)
    assert Decimal(weeks[-1]["closing"]) == Decimal(weeks[0]["opening"]) + moved
    (lowest,) = [week for week in weeks if week["isLowest"]]
    assert (lowest["lowest"], lowest["lowestOn"]) == ("-620000", "2026-05-25")


def test_a_payer_is_expected_as_late_as_he_usually_is(books: Books) -> None:
    late, prompt = books.customer("株式会社遅延"), books.customer("株式会社迅速")
    for customer, paid_on in ((late, "2026-03-20"), (prompt, "2026-03-05")):
        old = books.invoice(customer, on="2026-03-01", due_on="2026-03-10")
        books.receipt(customer, "1100", {"invoice": old}, received_on=paid_on)
        books.invoice(customer, on="2026-04-01", due_on="2026-04-30")
    overdue = books.customer("株式会社督促")
    books.invoice(overdue, on="2026-03-01", due_on="2026-03-15")
    _, items = forecast(books)
    assert {each["partyName"]: (each["dueOn"], each["expectedOn"]) for each in items} == {
        "株式会社遅延": ("2026-04-30", "2026-05-10"),
        "株式会社迅速": ("2026-04-30", "2026-04-30"),
        "株式会社督促": ("2026-03-15", "2026-04-01"),
    }


def test_what_stands_on_an_account_is_paid_once(books: Books) -> None:
    entry(books, "2026-04-01", "6120", "2210", "54000")
    books.erp.plan_cash(name="源泉所得税", day_of_month=10, account=books.accounts["2210"])
    _, items = forecast(books)
    assert [(each["expectedOn"], each["amount"]) for each in items] == [("2026-04-10", "-54000")]


def test_orders_that_are_not_billed_are_expected(books: Books) -> None:
    erp = books.erp
    shop = a_customer(erp, closing_day=None, payment_months=1, payment_day=31)
    tea = a_product(erp, price="1000", tax="S8")
    stock_of(erp, tea, "20")
    order = erp.draft_sales_order(
        customer=shop, lines=[{"product": tea, "quantity": "10"}], requested_on="2026-04-10"
    )
    assert forecast(books)[1] == []
    erp.confirm_sales_order(order=order)
    _, (item,) = forecast(books)
    assert (item["kind"], item["expectedOn"], item["amount"], item["documentId"]) == (
        "Orders to be billed",
        "2026-05-31",
        "10800",
        order,
    )
    erp.ship_sales_order(order=order, on="2026-04-01")
    erp.deliver_events()
    assert [each["kind"] for each in forecast(books, 20)[1]] == ["Receivables"]


def test_a_plan_ends(books: Books) -> None:
    plan = books.erp.plan_cash(name="会費", day_of_month=5, amount="1000")
    assert len(forecast(books)[1]) == 3
    books.erp.end_cash_plan("endsOn", cash_plan=plan, on="2026-04-30")
    assert len(forecast(books)[1]) == 1
    with pytest.raises(Refused, match="ENDED_BEFORE"):
        books.erp.end_cash_plan(cash_plan=plan, on="2026-06-30")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"amount": "100", "day_of_month": 0}, "OUT_OF_RANGE"),
        ({"amount": "100", "day_of_month": 32}, "OUT_OF_RANGE"),
        ({"amount": "-1", "day_of_month": 1}, "AMOUNT_NOT_POSITIVE"),
        ({"day_of_month": 1}, "AMOUNT_OR_ACCOUNT"),
        ({"amount": "1", "day_of_month": 1, "every_months": 13}, "OUT_OF_RANGE"),
        ({"amount": "1", "day_of_month": 1, "ends_on": "2020-01-01"}, "BEFORE_FROM"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(books: Books, given: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=f"BAD_INPUT .*{reason}"):
        books.erp.plan_cash(name="予定", **given)


def test_weeks_have_their_bounds_and_reading_needs_a_right(books: Books) -> None:
    for weeks in (0, 54):
        with pytest.raises(Refused, match="OUT_OF_RANGE"):
            forecast(books, weeks)
    with pytest.raises(Refused, match="FORBIDDEN"):
        Books(books.erp.as_user("bin", ["warehouse"])).erp.query(ASKED, weeks=3)
