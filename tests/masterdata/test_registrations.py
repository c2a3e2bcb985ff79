"""Registration numbers: their check digit, and whether somebody was registered on a day."""

from datetime import date
from uuid import UUID

import pytest

from erp import masterdata
from erp.masterdata.rules.corporate_number import check_digit
from tests.builders import a_customer
from tests.facade import Erp, Refused
from tests.server import background

# INV-10, table of section 1.2: twelve digits and the check digit before them.
BASES = [("000012050002", 7), ("700110005901", 8), ("120001168421", 7)]


@pytest.mark.parametrize("base, digit", BASES)
def test_inv_10_the_check_digit(base: str, digit: int) -> None:
    assert check_digit(base) == digit


@pytest.mark.parametrize(
    "given, kept, state",
    [
        ("T7000012050002", "T7000012050002", "WELL_FORMED"),
        ("ｔ７１２０-００１１-６８４２１", "T7120001168421", "WELL_FORMED"),
        ("T1234567890123", "T1234567890123", "DOUBTFUL"),
    ],
)
def test_inv_11_a_wrong_check_digit_warns_and_does_not_refuse(
    erp: Erp, given: str, kept: str, state: str
) -> None:
    found = erp.register_party("tNumber tNumberState", name="山田商店", kind="PERSON", t_number=given)
    assert found == {"tNumber": kept, "tNumberState": state}


@pytest.mark.parametrize("given", ["1234567890123", "T123456789012", "T12345678901234", "TABCDEFGHIJKLM"])
def test_inv_11_a_wrong_form_is_refused(erp: Erp, given: str) -> None:
    with pytest.raises(Refused) as refusal:
        erp.register_party(name="山田商店", t_number=given)
    assert refusal.value.code == "BAD_T_NUMBER"


def state_on(erp: Erp, party: str, on: str, t_number: str | None = None) -> str:
    """What the front door answers to other modules."""

    asked = masterdata.registration_on(
        erp.running.database, UUID(party), date.fromisoformat(on), t_number=t_number
    )
    return background().run(asked).state.value


# INV-50: registered 2024-04-01, revoked 2026-03-15.
DAYS = [
    ("2024-03-31", "NOT_REGISTERED"),
    ("2024-04-01", "REGISTERED"),
    ("2026-03-14", "REGISTERED"),
    ("2026-03-15", "NOT_REGISTERED"),
    ("2026-04-01", "NOT_REGISTERED"),
]


@pytest.mark.parametrize("on, state", DAYS)
def test_inv_50_registered_from_its_first_day_to_the_day_before_its_end(
    erp: Erp, on: str, state: str
) -> None:
    party = a_customer(erp, t_number="T7000012050002")
    erp.record_registration_check(
        party=party, valid_from="2024-04-01", ends_on="2026-03-15", ended_as="REVOKED"
    )
    assert state_on(erp, party, on) == state


def test_inv_51_a_later_look_counts_also_for_days_before_it(erp: Erp) -> None:
    party = a_customer(erp, t_number="T7000012050002")
    erp.record_registration_check(party=party, valid_from="2023-10-01", checked_on="2026-01-05")
    assert state_on(erp, party, "2025-12-31") == "REGISTERED"

    given = {"valid_from": "2023-10-01", "ends_on": "2025-10-01", "ended_as": "LAPSED"}
    erp.record_registration_check(party=party, **given)

    assert state_on(erp, party, "2025-12-31") == "NOT_REGISTERED"
    assert state_on(erp, party, "2025-09-30") == "REGISTERED"


def test_a_new_registration_leaves_the_days_of_the_old_one(erp: Erp) -> None:
    party = a_customer(erp, t_number="T7000012050002")
    erp.record_registration_check(
        party=party, valid_from="2023-10-01", ends_on="2024-10-01", ended_as="REVOKED"
    )
    erp.record_registration_check(party=party, valid_from="2026-01-01")

    assert [
        state_on(erp, party, on) for on in ("2024-09-30", "2025-06-01", "2026-01-01")
    ] == ["REGISTERED", "NOT_REGISTERED", "REGISTERED"]  # fmt: skip


def test_inv_52_a_number_nobody_looked_up_is_unverified_and_none_is_none(erp: Erp) -> None:
    with_number, without = a_customer(erp, t_number="T7000012050002"), a_customer(erp)
    assert state_on(erp, with_number, "2026-04-01") == "UNVERIFIED"
    assert state_on(erp, without, "2026-04-01") == "NOT_REGISTERED"
    assert state_on(erp, without, "2026-04-01", "T7120001168421") == "UNVERIFIED"


def test_a_number_that_was_not_found_is_not_registered(erp: Erp) -> None:
    party = a_customer(erp, t_number="T7000012050002")
    found = "registrationToday registrations { validFrom source checkedOn }"
    assert erp.record_registration_check(found, party=party) == {
        "registrationToday": "NOT_REGISTERED",
        "registrations": [
            {
                "validFrom": None,
                "source": "国税庁 適格請求書発行事業者公表サイト",
                "checkedOn": "2026-04-01",
            }
        ],
    }


def test_inv_53_the_published_name_is_kept_beside_ours(erp: Erp) -> None:
    party = a_customer(erp, name="山田商店", t_number="T7000012050002")
    found = erp.record_registration_check(
        "name registrations { publishedName }",
        party=party,
        valid_from="2023-10-01",
        published_name="株式会社ヤマダ",
    )
    assert found == {"name": "山田商店", "registrations": [{"publishedName": "株式会社ヤマダ"}]}


BAD = [
    ({}, "BAD_INPUT", "t_number"),
    ({"t_number": "T12"}, "BAD_T_NUMBER", "t_number"),
    ({"t_number": "T7000012050002", "checked_on": "2026-04-02"}, "BAD_INPUT", "checked_on"),
    ({"t_number": "T7000012050002", "ends_on": "2026-01-01", "ended_as": "REVOKED"}, "BAD_INPUT", "ends_on"),
    (
        {
            "t_number": "T7000012050002",
            "valid_from": "2026-02-01",
            "ends_on": "2026-01-01",
            "ended_as": "LAPSED",
        },
        "BAD_INPUT",
        "ends_on",
    ),
    (
        {"t_number": "T7000012050002", "valid_from": "2023-10-01", "ends_on": "2026-01-01"},
        "BAD_INPUT",
        "ended_as",
    ),
]


@pytest.mark.parametrize("given, code, field", BAD)
def test_an_unsound_check_is_refused_and_nothing_is_kept(
    erp: Erp, given: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        erp.record_registration_check(party=a_customer(erp), **given)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert erp.sql("SELECT count(*) AS kept FROM masterdata.party_registration")[0]["kept"] == 0


def rate_on(erp: Erp, code: str, on: str) -> str:
    (row,) = erp.sql("SELECT id FROM masterdata.tax_code WHERE code = $1", code)

    asked = masterdata.tax_rates(erp.running.database, [row["id"]], date.fromisoformat(on))
    return str(background().run(asked)[row["id"]]).rstrip("0").rstrip(".")


def test_inv_60_the_rate_of_the_bill_is_prepared_and_nobody_computes_with_it_until_it_is_law(
    erp: Erp,
) -> None:
    asked = "query { taxCodes { nodes { code rates { id rate validFrom validTo isActive source } } } }"
    rates = {each["code"]: each["rates"] for each in erp.query(asked)["taxCodes"]["nodes"]}
    (prepared,) = [each for each in rates["S8"] if not each["isActive"]]
    assert (prepared["rate"], prepared["validFrom"], prepared["validTo"]) == ("1", "2027-04-01", "2029-03-31")
    days = ("2027-03-31", "2027-04-01", "2029-03-31", "2029-04-01")
    assert [rate_on(erp, "S8", on) for on in days] == ["8", "8", "8", "8"]

    erp.enact_tax_rate(tax_rate=prepared["id"])

    assert [rate_on(erp, "S8", on) for on in days] == ["8", "1", "1", "8"]
    with pytest.raises(Refused) as refusal:
        erp.enact_tax_rate(tax_rate=prepared["id"])
    assert refusal.value.code == "ALREADY_ENACTED"
