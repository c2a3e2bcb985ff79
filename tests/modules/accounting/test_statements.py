"""The statements balance, tie in with each other and with the year before, and leave carry-forwards out."""

from decimal import Decimal
from typing import Any

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books
from tests.modules.accounting.test_reports import rolled_up

PROFIT = """query($from: Date, $to: Date!, $at: DateTime, $department: ID) {
  profitAndLoss(from: $from, to: $to, knownAt: $at, department: $department) {
    kind line totalOf accountCode amount share yearBefore difference ratio } }"""
BALANCE = """query($on: Date!, $at: DateTime) {
  balanceSheet(asOf: $on, knownAt: $at) { kind line totalOf accountCode amount yearBefore } }"""
TREND = """query($statement: Statement!, $from: Date) {
  monthlyTrend(statement: $statement, from: $from) { totalOf accountCode months { month amount } total } }"""
TRIAL = """query($from: Date, $on: Date!, $department: ID) {
  trialBalance(asOf: $on, from: $from, ofYear: true, department: $department) {
    accountCode opening debit credit balance } }"""


def entry(books: Books, on: str, debit: str, credit: str, amount: str, **given: Any) -> str:
    """One entry of two lines; a department stands on both."""
    lines = [
        {"account": books.accounts[code], "side": side, "amount": amount, **given}
        for code, side in ((debit, "DEBIT"), (credit, "CREDIT"))
    ]
    return books.erp.post_entry(on=on, description="取引", lines=lines)


def by_key(rows: list[dict[str, Any]], field: str = "amount") -> dict[str, str]:
    """Figures by account code or by the name of the line or total."""
    found = {row["accountCode"] or row.get("totalOf") or row.get("line"): row[field] for row in rows}
    return {key: value for key, value in found.items() if value not in (None, "0")}


def a_year(books: Books) -> None:
    """A little trade last year and this year."""
    for year, factor in (("2025", 1), ("2026", 2)):
        entry(books, f"{year}-04-05", "1130", "3110", "10000")
        entry(books, f"{year}-04-10", "1130", "4110", str(5000 * factor))
        entry(books, f"{year}-04-12", "5150", "1310", str(3000 * factor))
        entry(books, f"{year}-04-20", "6290", "1130", str(800 * factor))
        entry(books, f"{year}-05-02", "7210", "1130", str(100 * factor))
        entry(books, f"{year}-05-03", "9110", "2160", str(300 * factor))


def test_profit_and_loss_in_the_usual_form_beside_last_year(books: Books) -> None:
    a_year(books)
    for _ in range(2):
        rows = books.erp.query(PROFIT, to="2026-05-31")["profitAndLoss"]
        assert by_key(rows) == {
            "SALES": "10000", "4110": "10000", "COST_OF_SALES": "6000", "5150": "6000",
            "GROSS_PROFIT": "4000", "SELLING_AND_ADMINISTRATION": "1600", "6290": "1600",
            "OPERATING_PROFIT": "2400", "NON_OPERATING_EXPENSES": "200", "7210": "200",
            "ORDINARY_PROFIT": "2200", "PROFIT_BEFORE_TAX": "2200",
            "INCOME_TAXES": "600", "9110": "600", "NET_PROFIT": "1600",
        }  # fmt: skip
        assert by_key(rows, "yearBefore")["NET_PROFIT"] == "800"
        assert by_key(rows, "difference")["SALES"] == "5000"
        assert by_key(rows, "ratio")["SALES"] == "200" and by_key(rows, "share")["GROSS_PROFIT"] == "40"
        rolled_up(books)
    part = books.erp.query(PROFIT, **{"from": "2026-05-01"}, to="2026-05-31")["profitAndLoss"]
    assert by_key(part)["NET_PROFIT"] == "-800"


def test_the_balance_sheet_balances_on_every_day_and_holds_the_profit_of_the_year(books: Books) -> None:
    a_year(books)
    for on in ("2025-04-10", "2026-03-31", "2026-04-11", "2026-05-31"):
        rows = by_key(books.erp.query(BALANCE, on=on)["balanceSheet"])
        assert rows["TOTAL_ASSETS"] == rows["TOTAL_LIABILITIES_AND_NET_ASSETS"]
    assert rows["PROFIT_OF_THE_YEAR"] == "1600" and rows["PROFIT_NOT_CARRIED_FORWARD"] == "800"
    assert rows["2160"] == "900" and rows["CURRENT_LIABILITIES"] == "900"
    assert rows["INVENTORIES"] == "-9000" and rows["CAPITAL_STOCK"] == "20000"


def test_the_trial_balance_begins_anew_with_the_year(books: Books) -> None:
    a_year(books)
    for _ in range(2):
        rows = books.erp.query(TRIAL, on="2026-05-31")["trialBalance"]
        found = {
            row["accountCode"]: (row["opening"], row["debit"], row["credit"], row["balance"]) for row in rows
        }
        assert found["1130"] == ("14100", "20000", "1800", "32300")
        assert found["4110"] == ("0", "0", "10000", "-10000")
        assert found[""] == ("-800", "0", "0", "-800"), "last year's profit, not carried forward yet"
        for field in ("opening", "balance"):
            assert sum(Decimal(row[field]) for row in rows) == 0
        assert sum(Decimal(row["debit"]) - Decimal(row["credit"]) for row in rows) == 0
        later = books.erp.query(TRIAL, on="2026-05-31", **{"from": "2026-05-01"})["trialBalance"]
        assert {row["accountCode"]: row["opening"] for row in later}["4110"] == "-10000"
        assert sum(Decimal(row["opening"]) for row in later) == 0
        rolled_up(books)


def test_twelve_months_add_up_to_the_statement(books: Books) -> None:
    a_year(books)
    rows = books.erp.query(TREND, statement="PROFIT_AND_LOSS")["monthlyTrend"]
    sales = next(row for row in rows if row["accountCode"] == "4110")
    assert [each["amount"] for each in sales["months"]] == ["10000", *["0"] * 11] and sales[
        "total"
    ] == "10000"
    assert sales["months"][0]["month"] == "2026-04-01" and sales["months"][-1]["month"] == "2027-03-01"
    rows = books.erp.query(TREND, statement="BALANCE_SHEET", **{"from": "2025-04-01"})["monthlyTrend"]
    money = next(row for row in rows if row["accountCode"] == "1130")
    assert [each["amount"] for each in money["months"]] == ["14200", *["14100"] * 11] and money[
        "total"
    ] is None


def test_departments_are_told_apart_and_hold_those_below_them(books: Books) -> None:
    erp = books.erp
    sales = erp.register_department(code="S", name="営業", valid_from="2020-04-01")
    east = erp.register_department(code="SE", name="東営業", valid_from="2020-04-01", parent=sales)
    entry(books, "2026-04-10", "1130", "4110", "500", department=sales)
    entry(books, "2026-04-11", "1130", "4110", "300", department=east)
    entry(books, "2026-05-12", "1130", "4110", "200")
    asked = '{ profitByDepartment(to: "2026-05-20") { totalOf departments { name amount } total } }'
    for _ in range(2):
        for on, wanted in ((sales, "800"), (east, "300")):
            rows = erp.query(PROFIT, to="2026-05-20", department=on)["profitAndLoss"]
            assert by_key(rows)["SALES"] == wanted
        row = next(row for row in erp.query(asked)["profitByDepartment"] if row["totalOf"] == "NET_PROFIT")
        amounts = {each["name"]: each["amount"] for each in row["departments"]}
        assert (
            amounts["S 営業"] == "500" and amounts["SE 東営業"] == "300" and amounts["No department"] == "200"
        )
        assert row["total"] == "1000"
        rows = erp.query(TRIAL, on="2026-04-20", department=sales)["trialBalance"]
        assert {row["accountCode"]: row["balance"] for row in rows} == {"1130": "800", "4110": "-800"}
        rolled_up(books)


def test_charts_have_their_figures(books: Books) -> None:
    a_year(books)
    asked = """query($a: ID!) { profitByMonth(from: "2026-04-01", to: "2026-05-31") { month sales netProfit }
        accountByMonth(account: $a, from: "2026-04-01", to: "2026-05-31") { month balance } }"""
    found = books.erp.query(asked, a=books.accounts["1130"])
    assert [(row["sales"], row["netProfit"]) for row in found["profitByMonth"]] == [
        ("10000", "2400"),
        ("0", "-800"),
    ]
    assert [row["balance"] for row in found["accountByMonth"]] == ["32500", "32300"]
    with pytest.raises(Refused, match="TOO_MANY_MONTHS"):
        books.erp.query('{ profitByMonth(from: "1900-01-01", to: "2026-05-31") { month } }')


def test_dates_that_run_backwards_are_refused(books: Books) -> None:
    with pytest.raises(Refused, match="BAD_INPUT field=to reason=BEFORE_FROM"):
        books.erp.query(PROFIT, **{"from": "2026-05-01"}, to="2026-04-01")
    with pytest.raises(Refused, match="BEFORE_FROM"):
        books.erp.query(TRIAL, **{"from": "2026-05-01"}, on="2026-04-01")


def test_a_year_carried_forward_is_still_told_as_it_was(books: Books) -> None:
    a_year(books)
    profit = {"from": "2025-04-01", "to": "2026-03-31"}
    asked = {"profit": (PROFIT, profit), "trial": (TRIAL, {"on": "2026-03-31"})}
    before = {name: books.erp.query(document, **given) for name, (document, given) in asked.items()}
    sheet = by_key(books.erp.query(BALANCE, on="2026-03-31")["balanceSheet"])
    (year,) = books.erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2025-04-01'")
    books.erp.carry_forward_year("id", fiscal_year=str(year["id"]))
    for _ in range(2):
        assert {
            name: books.erp.query(document, **given) for name, (document, given) in asked.items()
        } == before
        assert by_key(books.erp.query(BALANCE, on="2026-03-31")["balanceSheet"]) == sheet
        rows = books.erp.query(TRIAL, on="2026-05-31")["trialBalance"]
        found = {row["accountCode"]: (row["opening"], row["balance"]) for row in rows}
        assert "" not in found and found["3150"] == ("-800", "-800") and found["4110"] == ("0", "-10000")
        later = by_key(books.erp.query(BALANCE, on="2026-05-31")["balanceSheet"])
        assert later["3150"] == "800" and "PROFIT_NOT_CARRIED_FORWARD" not in later
        assert later["TOTAL_ASSETS"] == later["TOTAL_LIABILITIES_AND_NET_ASSETS"]
        rolled_up(books)
