"""What the law says in figures: dated rows a person may add; a start completes and never alters them."""

from datetime import date
from decimal import Decimal

import pytest

from erp import masterdata
from erp.kernel.seeding import seed
from erp.masterdata.queries.statutory import statutory_names, statutory_rows
from tests.facade import Erp, Refused
from tests.server import background

LIST = """query($kind: String!) { statutoryValues(first: 100, search: $kind) {
    nodes { id kind value validFrom validTo isActive holdsToday } } }"""


def _rows(erp: Erp, kind: str) -> list[dict]:
    return [row for row in erp.query(LIST, kind=kind)["statutoryValues"]["nodes"] if row["kind"] == kind]


@pytest.mark.parametrize(
    ("on", "share"),
    [
        ("2023-10-01", "80"),
        ("2026-09-30", "80"),
        ("2026-10-01", "70"),
        ("2028-09-30", "70"),
        ("2028-10-01", "50"),
        ("2030-10-01", "30"),
        ("2031-10-01", "0"),
    ],
)
def test_the_share_that_may_be_deducted_follows_the_day_of_the_purchase(
    erp: Erp, on: str, share: str
) -> None:
    found = erp.sql(
        "SELECT masterdata.statutory_value('TRANSITIONAL_SHARE', $1) AS value", date.fromisoformat(on)
    )

    assert found[0]["value"] == Decimal(share)


def test_a_new_law_is_a_row_and_ends_the_one_before(erp: Erp) -> None:
    erp.setStatutoryValue(
        "id", kind="PAYMENT_DAYS", value="45", validFrom="2027-04-01", source="改正法", isActive=True
    )

    rows = sorted(_rows(erp, "PAYMENT_DAYS"), key=lambda row: row["validFrom"])
    assert [(row["validTo"], Decimal(row["value"])) for row in rows] == [("2027-03-31", 60), (None, 45)]


def test_two_figures_never_hold_on_one_day(erp: Erp) -> None:
    with pytest.raises(Refused, match="STATUTORY_VALUES_OVERLAP"):
        erp.setStatutoryValue(
            "id", kind="TRANSITIONAL_SHARE", value="60", validFrom="2027-01-01", source="改正法"
        )


def test_a_bill_waits_until_it_is_switched_on(erp: Erp) -> None:
    bill = erp.setStatutoryValue(
        "id holdsToday",
        kind="PAYMENT_DAYS",
        value="45",
        validFrom="2026-03-01",
        source="法案",
        isActive=False,
    )
    assert bill["holdsToday"] is False

    with pytest.raises(Refused, match="STATUTORY_VALUES_OVERLAP"):
        erp.switchStatutoryValue("id", statutoryValue=bill["id"], isActive=True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "NO_SUCH_KIND"}, "UNKNOWN_STATUTORY_KIND"),
        ({"value": "-1"}, "NOT_A_STATUTORY_VALUE"),
        ({"source": " "}, "EMPTY"),
        ({"validTo": "2020-01-01"}, "ENDS_BEFORE_IT_BEGINS"),
    ],
)
def test_what_makes_no_sense_is_refused(erp: Erp, given: dict[str, str], code: str) -> None:
    sound = {"kind": "PAYMENT_DAYS", "value": "50", "validFrom": "2028-01-01", "source": "改正法"}
    with pytest.raises(Refused, match=code):
        erp.setStatutoryValue("id", **(sound | given))


def test_a_start_adds_what_is_missing_and_alters_nothing(erp: Erp) -> None:
    before = erp.query("{ statutoryValues(first: 1) { totalCount } }")["statutoryValues"]["totalCount"]
    erp.setStatutoryValue("id", kind="LATE_INTEREST", value="3", validFrom="2030-01-01", source="改正法")
    kept = _rows(erp, "LATE_INTEREST")

    background().run(seed(erp.running.database, demo=False))

    assert _rows(erp, "LATE_INTEREST") == kept
    after = erp.query("{ statutoryValues(first: 1) { totalCount } }")["statutoryValues"]["totalCount"]
    assert after == before + 1


def test_every_kind_has_a_name_for_people() -> None:
    for kind in statutory_rows():
        assert statutory_names(kind)["name_ja"]


def test_the_front_door_refuses_a_day_without_a_figure() -> None:
    assert masterdata.NoStatutoryValue("X", date(2020, 1, 1)).code == "NO_STATUTORY_VALUE"
