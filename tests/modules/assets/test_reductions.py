"""An asset is worth less while it stays: a part of it is gone, or its worth is; and a short year's cap."""

import pytest

from tests.facade import Refused
from tests.modules.assets.conftest import Things

ASKED = """query($id: ID!) { fixedAsset(id: $id) { bookValue state reductions { kind cost loss } }
    depreciationSchedule(asset: $id) { amount closing } }"""


def test_a_quarter_is_retired_and_the_rest_goes_on_by_its_own_cost(things: Things) -> None:
    """1,000,000 yen, declining over ten years: 16,666 are due in April; of 250,000 of it 4,166 were taken."""
    machine = things.bought()
    things.erp.retire_asset_part(asset=machine, on="2026-04-20", cost="250000", reason="1台を廃棄")
    found = things.erp.query(ASKED, id=machine)
    assert found["fixedAsset"]["state"] == "IN_USE"
    assert found["fixedAsset"]["reductions"] == [{"kind": "PART_RETIRED", "cost": "250000", "loss": "245834"}]
    balances = things.balances()
    assert (balances["1540"], balances["1590"], balances["8220"]) == ("750000", "-12500", "245834")
    # The whole year of what is left is a fifth of 750,000, however it came to be so.
    things.run("2027-03-01")
    balances = things.balances()
    assert balances["1590"] == "-150000"
    assert things.erp.query(ASKED, id=machine)["fixedAsset"]["bookValue"] == "600000"
    assert sum(
        int(each["amount"]) for each in things.erp.query(ASKED, id=machine)["depreciationSchedule"]
    ) == (749999)
    things.erp.open_fiscal_year(starts_on="2027-04-01")
    things.erp.retire_asset(asset=machine, on="2027-04-01", reason="全部廃棄")
    balances = things.books.balances("2027-04-30")
    assert [balances.get(code, "0") for code in ("1540", "1590")] == ["0", "0"]


def test_an_impairment_writes_down_to_what_can_be_recovered_over_the_same_life(things: Things) -> None:
    land_like = things.asset("MACHINE", "1000000", method="STRAIGHT_LINE", life=5)
    things.run("2027-03-01")
    for year in range(2027, 2031):
        things.erp.open_fiscal_year(starts_on=f"{year}-04-01")
    things.erp.impair_asset(asset=land_like, on="2027-04-10", recoverable="400000", reason="収益性の低下")
    found = things.erp.query(ASKED, id=land_like)["fixedAsset"]
    # 200,000 a year and 16,666 for April were taken: 783,334 were left.
    assert (found["bookValue"], found["reductions"][0]["loss"]) == ("400000", "383334")
    assert things.books.balances("2027-04-30")["8230"] == "383334"
    things.run("2031-03-01")
    # Years are rounded down to a yen, so two are left to a sixth year, and one stays.
    assert things.erp.query(ASKED, id=land_like)["fixedAsset"]["bookValue"] == "3"


@pytest.mark.parametrize(
    ("verb", "given", "reason"),
    [
        ("retire_asset_part", {"cost": "0"}, "NOT_A_PART"),
        ("retire_asset_part", {"cost": "1000000"}, "NOT_A_PART"),
        ("retire_asset_part", {"cost": "1", "reason": " "}, "REQUIRED"),
        ("impair_asset", {"recoverable": "0"}, "NOT_A_LOSS"),
        ("impair_asset", {"recoverable": "983334"}, "NOT_A_LOSS"),
        ("impair_asset", {"recoverable": "0.5"}, "TOO_MANY_DECIMALS"),
    ],
)
def test_what_is_no_part_and_no_loss_is_refused(
    things: Things, verb: str, given: dict[str, str], reason: str
) -> None:
    machine = things.bought()
    before = things.balances()
    with pytest.raises(Refused, match=reason):
        getattr(things.erp, verb)(**{"asset": machine, "on": "2026-04-20", "reason": "除却"} | given)
    assert things.balances() == before


def test_what_was_spread_or_expensed_is_not_reduced_and_a_run_before_stands(things: Things) -> None:
    spread = things.asset(cost="150000", treatment="LUMP_SUM")
    with pytest.raises(Refused, match="NOT_REDUCIBLE"):
        things.erp.impair_asset(asset=spread, on="2026-04-20", recoverable="1", reason="減損")
    machine = things.bought()
    run = things.run("2026-04-01")
    things.erp.retire_asset_part(asset=machine, on="2026-04-30", cost="1000", reason="一部")
    with pytest.raises(Refused, match="ASSET_ENDED_SINCE"):
        things.erp.undo_depreciation_run(run=run, reason="誤り")
    sales = things.erp.as_user("uriko", ["sales"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        sales.retire_asset_part(asset=machine, on="2026-04-30", cost="1000", reason="一部")


def test_the_cap_of_a_short_year_is_as_many_twelfths_of_it(things: Things) -> None:
    """A year of six months may expense 1,500,000 yen of small assets."""
    things.erp.sql("UPDATE accounting.fiscal_year SET ends_on = '2026-09-30' WHERE starts_on = '2026-04-01'")
    for _ in range(5):
        things.asset(cost="300000", treatment="SMALL_COMPANY")
    with pytest.raises(Refused) as no:
        things.asset(cost="100000", treatment="SMALL_COMPANY")
    assert (no.value.code, no.value.facts["limit"]) == ("YEARLY_TOTAL_EXCEEDED", "1500000")
