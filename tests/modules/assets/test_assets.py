"""Assets through the door: what may be done with a cost, what each month bears, and how an asset leaves."""

import pytest

from tests.facade import Refused
from tests.modules.assets.conftest import Things

# japan.md §9.1: treatment, cost of one, day, allowed?
LIMITS = [
    ("EXPENSED", "99999", "2026-04-01", True),
    ("EXPENSED", "100000", "2026-04-01", False),
    ("LUMP_SUM", "199999", "2026-04-01", True),
    ("LUMP_SUM", "200000", "2026-04-01", False),
    ("SMALL_COMPANY", "299999", "2026-03-31", True),
    ("SMALL_COMPANY", "300000", "2026-03-31", False),
    ("SMALL_COMPANY", "399999", "2026-04-01", True),
    ("SMALL_COMPANY", "400000", "2026-04-01", False),
    ("CAPITALISED", "1", "2026-04-01", True),
]


@pytest.mark.parametrize("treatment, cost, on, allowed", LIMITS)
def test_a_treatment_goes_by_the_cost_of_one_and_the_day(
    things: Things, treatment: str, cost: str, on: str, allowed: bool
) -> None:
    if allowed:
        things.asset("PC", cost, acquired_on=on, treatment=treatment)
        return
    with pytest.raises(Refused) as refused:
        things.asset("PC", cost, acquired_on=on, treatment=treatment)
    assert refused.value.code == "ABOVE_THRESHOLD"
    assert refused.value.facts == {"treatment": treatment, "unit_cost": cost, "limit": cost}


def test_the_limit_is_for_one_of_several(things: Things) -> None:
    things.asset("PC", "500000", quantity=3, treatment="LUMP_SUM")
    with pytest.raises(Refused, match="ABOVE_THRESHOLD"):
        things.asset("PC", "600000", quantity=3, treatment="LUMP_SUM")


def test_after_the_special_rule_ends_there_is_no_limit_to_go_by(things: Things) -> None:
    with pytest.raises(Refused, match="NO_STATUTORY_VALUE"):
        things.asset("PC", "100000", acquired_on="2029-04-01", treatment="SMALL_COMPANY")


def test_a_year_takes_three_million_yen_of_the_special_rule(things: Things) -> None:
    for _ in range(8):
        things.asset("PC", "370000", treatment="SMALL_COMPANY")
    with pytest.raises(Refused) as refused:
        things.asset("PC", "40001", treatment="SMALL_COMPANY")
    assert refused.value.code == "YEARLY_TOTAL_EXCEEDED"
    assert refused.value.facts == {"limit": "3000000", "used": "2960000", "wanted": "40001"}
    things.asset("PC", "40000", treatment="SMALL_COMPANY")
    things.asset("PC", "290000", treatment="SMALL_COMPANY", acquired_on="2026-03-31")


def test_what_is_bought_is_posted_with_its_tax(things: Things) -> None:
    asset = things.bought("MACHINE", "1000000")
    things.bought("PC", "99000", treatment="EXPENSED")
    things.bought("PC", "150000", treatment="LUMP_SUM")
    assert things.balances() == {
        "1130": "-1373900", "1460": "124900", "1540": "1000000", "1595": "150000", "6275": "99000",
    }  # fmt: skip
    asked = "query($id: ID!) { fixedAsset(id: $id) { number bookValue entry { number } } }"
    found = things.erp.query(asked, id=asset)["fixedAsset"]
    assert (found["number"], found["bookValue"]) == ("FA-2026-000001", "1000000")
    assert found["entry"]["number"].startswith("JE-2026-")


def test_an_entry_holds_the_cost_of_what_is_registered_from_it(things: Things) -> None:
    accounts = things.books.accounts
    sides = [
        {"account": accounts["1540"], "side": "DEBIT", "amount": "1000000"},
        {"account": accounts["1110"], "side": "CREDIT", "amount": "1000000"},
    ]
    entry = things.erp.post_entry(on="2026-04-01", description="機械", lines=sides)
    things.asset(cost="600000", entry=entry)
    with pytest.raises(Refused) as refused:
        things.asset(cost="400001", entry=entry)
    assert refused.value.code == "ENTRY_HOLDS_LESS"
    assert (refused.value.facts["held"], refused.value.facts["wanted"]) == ("400000", "400001")
    things.asset(cost="400000", entry=entry)
    with pytest.raises(Refused, match="ENTRY_HOLDS_LESS"):
        things.asset("PC", cost="1", entry=entry)


def test_a_month_is_one_entry_and_once(things: Things) -> None:
    things.asset("MACHINE", "5000000", method="STRAIGHT_LINE", life=5)
    things.asset("SOFTWARE", "900000", acquired_on="2026-04-20")
    run = things.run("2026-04-15", "id month total assets entry { id }")
    # 1,000,000 a year are 83,333 in the first month (japan.md §6.3); 180,000 are 15,000.
    assert (run["month"], run["total"], run["assets"]) == ("2026-04-01", "98333", 2)
    assert things.balances() == {"1590": "-83333", "1610": "-15000", "6420": "98333"}
    assert things.run("2026-04-30", "id") == run["id"]
    assert things.run("2026-05-01", "total") == str(83333 + 15000)
    assert things.run("2026-06-01", "total") == str(83334 + 15000)
    assert things.balances()["6420"] == "295000"


def test_months_left_out_are_caught_up_and_a_year_may_be_run_at_once(things: Things) -> None:
    things.asset("MACHINE", "1000000")
    assert things.run("2027-03-01", "total") == "200000"
    with pytest.raises(Refused) as refused:
        things.run("2026-12-01")
    assert (refused.value.code, refused.value.facts["month"]) == ("LATER_RUN_THERE", "2027-03-01")


def test_departments_are_kept_apart(things: Things) -> None:
    departments = [
        things.erp.register_department(code=code, name=code, valid_from="2026-04-01") for code in ("D1", "D2")
    ]
    for department in departments:
        things.asset("MACHINE", "1200000", method="STRAIGHT_LINE", department=department)
    things.run("2026-04-01")
    rows = things.erp.sql(
        """SELECT d.code, a.code AS account, l.debit, l.credit FROM accounting.journal_line l
           JOIN masterdata.department d ON d.id = l.department JOIN masterdata.account a ON a.id = l.account
           ORDER BY d.code, a.code"""
    )
    assert [(row["code"], row["account"], int(row["debit"]), int(row["credit"])) for row in rows] == [
        ("D1", "1590", 0, 10000), ("D1", "6420", 10000, 0),
        ("D2", "1590", 0, 10000), ("D2", "6420", 10000, 0),
    ]  # fmt: skip


def test_a_run_is_undone_by_its_reverse_and_run_anew(things: Things) -> None:
    things.asset("MACHINE", "1200000", method="STRAIGHT_LINE")
    april, may = things.run("2026-04-01"), things.run("2026-05-01")
    with pytest.raises(Refused, match="LATER_RUN_THERE"):
        things.erp.undo_depreciation_run(run=april, reason="誤り")
    assert things.erp.undo_depreciation_run("state", run=may, reason="登録もれ") == "UNDONE"
    with pytest.raises(Refused, match="WRONG_STATE"):
        things.erp.undo_depreciation_run(run=may, reason="登録もれ")
    assert things.balances() == {"1590": "-10000", "6420": "10000"}
    things.asset("MACHINE", "2400000", method="STRAIGHT_LINE", acquired_on="2026-05-02")
    assert things.run("2026-05-01", "total") == "30000"


def test_a_retired_asset_is_written_off(things: Things) -> None:
    asset = things.bought("MACHINE", "1200000", method="STRAIGHT_LINE")
    things.run("2026-05-01")
    found = things.erp.retire_asset("state bookValue", asset=asset, on="2026-07-10", reason="故障")
    assert found == {"state": "RETIRED", "bookValue": "0"}
    balances = things.balances()
    # Four months of 10,000, and the rest is lost.
    assert (balances["6420"], balances["8220"]) == ("40000", "1160000")
    assert "1540" not in balances and "1590" not in balances
    assert things.run("2026-12-01", "total") == "0"
    with pytest.raises(Refused, match="WRONG_STATE"):
        things.erp.retire_asset(asset=asset, on="2026-08-10", reason="故障")


SALES = [
    # proceeds without tax, gain (credit), loss (debit); book value after June: 1,170,000
    ("1300000", "-130000", None),
    ("1170000", None, None),
    ("1000000", None, "170000"),
]


@pytest.mark.parametrize("proceeds, gain, loss", SALES)
def test_the_proceeds_of_a_sale_are_taxed_and_not_the_gain(
    things: Things, proceeds: str, gain: str | None, loss: str | None
) -> None:
    asset = things.asset("MACHINE", "1200000", method="STRAIGHT_LINE")
    accounts, codes = things.books.accounts, things.books.tax_codes
    opening = [
        {"account": accounts["1540"], "side": "DEBIT", "amount": "1200000"},
        {"account": accounts["3150"], "side": "CREDIT", "amount": "1200000"},
    ]
    things.erp.post_entry(on="2026-04-01", description="期首", lines=opening)
    things.erp.sell_asset(
        asset=asset, on="2026-06-20", proceeds=proceeds, received_into=accounts["1130"], tax_code=codes["S10"]
    )
    balances = things.balances()
    tax = int(proceeds) // 10
    assert (balances["1130"], balances["2180"]) == (str(int(proceeds) + tax), str(-tax))
    assert (balances.get("8110"), balances.get("8210")) == (gain, loss)
    assert balances["6420"] == "30000" and "1540" not in balances and "1590" not in balances
    (row,) = things.erp.sql(
        """SELECT l.credit FROM accounting.journal_line l JOIN masterdata.account a ON a.id = l.account
           WHERE a.code IN ('8110', '8210') AND l.tax_code IS NOT NULL"""
    )
    assert int(row["credit"]) == int(proceeds)


def test_what_is_spread_over_three_years_goes_on_after_the_asset_is_gone(things: Things) -> None:
    asset = things.bought("PC", "180000", treatment="LUMP_SUM")
    things.erp.retire_asset(asset=asset, on="2026-06-01", reason="破損")
    assert things.run("2027-03-01", "total") == "60000"
    assert "8220" not in things.balances() and things.balances()["1595"] == "120000"


def test_an_asset_leaves_neither_before_it_came_nor_before_what_is_run(things: Things) -> None:
    asset = things.asset("MACHINE", "1200000", acquired_on="2026-05-10")
    with pytest.raises(Refused, match="BEFORE_IN_USE"):
        things.erp.retire_asset(asset=asset, on="2026-05-01", reason="x")
    run = things.run("2026-07-01")
    with pytest.raises(Refused, match="BEFORE_IN_USE"):
        things.erp.retire_asset(asset=asset, on="2026-06-30", reason="x")
    things.erp.retire_asset(asset=asset, on="2026-07-31", reason="x")
    with pytest.raises(Refused, match="ASSET_ENDED_SINCE"):
        things.erp.undo_depreciation_run(run=run, reason="x")


def test_the_schedule_is_told_year_by_year(things: Things) -> None:
    asset = things.asset("MACHINE", "1000000")
    asked = "query($id: ID!) { depreciationSchedule(asset: $id) { year months opening amount closing } }"
    years = things.erp.query(asked, id=asset)["depreciationSchedule"]
    assert len(years) == 10
    assert years[0] == {
        "year": "2027-03",
        "months": 12,
        "opening": "1000000",
        "amount": "200000",
        "closing": "800000",
    }
    assert years[-1]["closing"] == "1"


BAD = [
    ({"cost": "0"}, "BAD_INPUT"),
    ({"cost": "-5"}, "BAD_INPUT"),
    ({"cost": "1.5"}, "BAD_INPUT"),
    ({"quantity": 0}, "BAD_INPUT"),
    ({"name": " "}, "BAD_INPUT"),
    ({"in_use_from": "2026-03-31"}, "BAD_INPUT"),
    ({"depreciated_before": "10"}, "BAD_INPUT"),
    ({"depreciated_before": "1000000", "depreciated_until": "2027-03-31"}, "BAD_INPUT"),
    ({"life": 51, "method": "STRAIGHT_LINE"}, "NO_DEPRECIATION_RATE"),
    ({"asset_class": "01a1fe44-5f74-71ef-a302-286355414628"}, "NOT_FOUND"),
    ({"entry": "01a1fe44-5f74-71ef-a302-286355414628"}, "NOT_FOUND"),
]


@pytest.mark.parametrize("given, code", BAD)
def test_bad_input_is_refused_and_keeps_nothing(things: Things, given: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        things.asset(**given)
    assert refused.value.code == code
    assert things.erp.sql("SELECT count(*) AS n FROM assets.fixed_asset")[0]["n"] == 0


def test_buildings_take_the_straight_line_only(things: Things) -> None:
    with pytest.raises(Refused, match="STRAIGHT_LINE_ONLY"):
        things.asset("BUILDING", "1000000", method="DECLINING", life=20)


def test_who_may_look_may_not_act(things: Things) -> None:
    asset = things.asset()
    auditor = things.erp.as_user("auditor", ["auditor"])
    assert auditor.query("{ fixedAssets(first: 5) { totalCount } }")["fixedAssets"]["totalCount"] == 1
    for verb, given in (
        ("run_depreciation", {"month": "2026-04-01"}),
        ("retire_asset", {"asset": asset, "on": "2026-04-01", "reason": "x"}),
    ):
        with pytest.raises(Refused, match="FORBIDDEN"):
            auditor.act(verb, "id", given)


def test_what_was_acquired_never_changes_whoever_writes(things: Things) -> None:
    things.asset()
    with pytest.raises(Exception, match="never changes"):
        things.erp.sql("UPDATE assets.fixed_asset SET cost = 1")


def test_a_month_with_assets_is_not_ready_to_close_before_it_is_run(things: Things) -> None:
    things.asset()

    def waiting() -> int:
        asked = 'query { closingChecks(until: "2026-04-30") { check count } }'
        rows = things.erp.query(asked)["closingChecks"]
        return next(row["count"] for row in rows if row["check"] == "DEPRECIATION_NOT_RUN")

    assert waiting() == 1
    things.run("2026-04-01")
    assert waiting() == 0


def test_where_the_books_keep_tax_inside_the_cost_has_it_inside(things: Things) -> None:
    """Register and books agree to the yen, also once the asset is gone."""
    (year,) = things.erp.sql("SELECT id FROM accounting.fiscal_year WHERE starts_on = '2026-04-01'")
    things.erp.set_bookkeeping(fiscal_year=str(year["id"]), bookkeeping="TAX_INCLUSIVE")
    asset = things.bought(cost="1100000")
    assert things.balances() == {"1130": "-1100000", "1540": "1100000"}
    asked = '{ consumptionTaxSummary(from: "2026-04-01", to: "2026-04-30") { taxCode base tax } }'
    found = things.erp.query(asked)["consumptionTaxSummary"]
    assert found == [{"taxCode": "P10", "base": "1000000", "tax": "100000"}]
    things.erp.retire_asset(asset=asset, on="2026-04-20", reason="故障")
    assert "1540" not in things.balances()
