"""Parties: numbered, normalised, looked for before they are added, changed without losing what was."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.facade import Erp, Refused

COUNTS = "SELECT count(*) AS shown FROM kernel.document"


def unchanged(erp: Erp, code: str, verb: str, /, **given) -> Refused:
    """The verb is refused by this name, and nothing is there that was not there before."""
    before = erp.sql(COUNTS), erp.sql("SELECT * FROM masterdata.party ORDER BY id")
    with pytest.raises(Refused) as refused:
        erp.act(verb, "id", given)
    assert refused.value.code == code
    assert (erp.sql(COUNTS), erp.sql("SELECT * FROM masterdata.party ORDER BY id")) == before
    return refused.value


def test_a_party_gets_the_next_number_and_the_usual_terms(erp):
    first = erp.register_party(
        "number closingDay paymentMonths paymentDay holidayShift currency", name="山田商店"
    )
    assert first == {
        "number": "P-000001",
        "closingDay": 31,
        "paymentMonths": 1,
        "paymentDay": 31,
        "holidayShift": "AFTER",
        "currency": "JPY",
    }
    assert erp.register_party("number", name="鈴木工業") == "P-000002"


def test_a_party_may_have_a_number_of_its_own_but_only_once(erp):
    assert erp.register_party("number", name="山田商店", number="YAMADA") == "YAMADA"
    assert (
        unchanged(erp, "NUMBER_TAKEN", "register_party", name="鈴木工業", number="YAMADA").field == "number"
    )
    refused = unchanged(erp, "BAD_INPUT", "register_party", name="鈴木工業", number="P-000009")
    assert refused.facts["reason"] == "RESERVED_FORM"


def test_a_refused_party_uses_up_no_number(erp):
    unchanged(erp, "BAD_T_NUMBER", "register_party", name="山田商店", t_number="1234567890123")
    assert erp.register_party("number", name="山田商店") == "P-000001"


def test_the_same_company_in_another_spelling_is_shown_first(erp):
    there = erp.register_party(name="株式会社山田商店", name_kana="ヤマダショウテン")
    refused = unchanged(erp, "DUPLICATE_CANDIDATES", "register_party", name="（株）山田 商店")
    assert refused.facts["candidates"][0] | {"is_active": None} == {
        "id": there,
        "number": "P-000001",
        "name": "株式会社山田商店",
        "is_active": None,
        "score": 90,
        "reasons": ["SAME_NAME"],
    }


def test_the_candidates_can_be_asked_for_while_typing(erp):
    erp.register_party(name="株式会社山田商店", phone="03-1234-5678")
    erp.register_party(name="鈴木工業")
    found = erp.query(
        '{ partyDuplicates(name: "山田商会", phone: "０３（１２３４）５６７８") { number score reasons } }'
    )["partyDuplicates"]
    assert [each["number"] for each in found] == ["P-000001"]
    assert found[0]["reasons"] == ["SIMILAR_NAME", "SAME_PHONE"] and found[0]["score"] >= 85


def test_another_one_of_the_same_name_is_taken_when_somebody_says_so_and_that_is_kept(erp):
    there = erp.register_party(name="山田商店")
    new = erp.register_party(name="山田商店", accept_duplicates=True, reason="別の町の店")
    party = erp.query(
        "query($id: ID!) { party(id: $id) { duplicateDecisions { candidate score signal reason kind } } }",
        id=new,
    )["party"]
    assert party["duplicateDecisions"] == [
        {"candidate": there, "score": 90, "signal": "SAME_NAME", "reason": "別の町の店", "kind": "PARTY"}
    ]


def test_the_same_corporate_number_needs_a_reason_in_words(erp):
    erp.register_party(name="国税庁", kind="GOVERNMENT", corporate_number="7000012050002")
    again = {"name": "国税 東京", "corporate_number": "7000-0120-50002"}
    refused = unchanged(erp, "DUPLICATE_CANDIDATES", "register_party", **again)
    assert refused.facts["candidates"][0]["score"] == 100
    unchanged(erp, "REASON_REQUIRED", "register_party", **again, accept_duplicates=True)
    unchanged(erp, "REASON_REQUIRED", "register_party", **again, accept_duplicates=True, reason="  ")
    assert erp.register_party("number", **again, accept_duplicates=True, reason="支所") == "P-000002"


def test_two_people_who_add_the_same_company_at_once_do_not_make_two(erp):
    def register(name: str) -> str:
        try:
            return erp.register_party("number", name=name)
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(4) as people:
        answers = sorted(people.map(register, ["山田商店", "(株)山田商店", "山田商店㈱", "ヤマダ"]))
    assert answers.count("DUPLICATE_CANDIDATES") == 2
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party WHERE name_key = '山田商店'") == [{"n": 1}]


def test_numbers_of_the_tax_agency_are_put_into_one_form(erp):
    party = erp.register_party(
        "corporateNumber tNumber tNumberState",
        name="国税庁",
        corporate_number="７０００－０１２０－５０００２",
        t_number="t 7000012050002",
    )
    assert party == {
        "corporateNumber": "7000012050002",
        "tNumber": "T7000012050002",
        "tNumberState": "WELL_FORMED",
    }


def test_a_wrong_check_digit_of_a_registration_number_is_a_warning(erp):
    assert erp.register_party("tNumberState", name="見本", t_number="T1234567890123") == "DOUBTFUL"


def test_a_registration_number_with_the_digits_of_another_company_is_a_warning(erp):
    given = {"name": "国税庁", "corporate_number": "7000012050002", "t_number": "T7120001168421"}
    assert erp.register_party("tNumberState", **given) == "DOUBTFUL"


def test_a_wrong_corporate_number_is_refused_and_a_doubtful_one_must_be_confirmed(erp):
    refused = unchanged(erp, "BAD_CORPORATE_NUMBER", "register_party", name="見本", corporate_number="123")
    assert refused.facts["reason"] == "WRONG_FORM"
    given = {"name": "見本", "corporate_number": "1234567890123"}
    refused = unchanged(erp, "BAD_CORPORATE_NUMBER", "register_party", **given)
    assert refused.facts["reason"] == "CHECK_DIGIT_DIFFERS"
    kept = erp.register_party("id corporateNumber", **given, accept_check_digit=True)
    assert kept["corporateNumber"] == "1234567890123"
    # Confirmed once, it is not asked about with every later change.
    assert erp.change_party("phone", party=kept["id"], phone="03-0000-0000") == "03-0000-0000"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"name": "  "}, "BAD_INPUT", "name"),
        ({"closing_day": 32}, "BAD_TERMS", "closing_day"),
        ({"closing_day": 0}, "BAD_TERMS", "closing_day"),
        ({"payment_months": 13}, "BAD_TERMS", "payment_months"),
        ({"payment_day": 0}, "BAD_TERMS", "payment_day"),
        ({"is_customer": False}, "BAD_INPUT", "is_customer"),
        ({"credit_limit": "-1"}, "BAD_INPUT", "credit_limit"),
        ({"credit_limit": "0.5"}, "BAD_INPUT", "credit_limit"),
        ({"currency": "YEN"}, "BAD_INPUT", "currency"),
        ({"language": "fr"}, "BAD_INPUT", "language"),
        ({"email": "nobody"}, "BAD_INPUT", "email"),
    ],
)
def test_what_makes_no_sense_is_refused(erp, given, code, field):
    assert unchanged(erp, code, "register_party", **({"name": "見本"} | given)).field == field


def test_a_change_touches_only_what_it_mentions(erp):
    party = erp.register_party(name="山田商店", phone="03-1234-5678", credit_limit="500000", note="常連")
    changed = erp.change_party("name phone creditLimit note version", party=party, name="山田本店", note=None)
    assert changed == {
        "name": "山田本店",
        "phone": "03-1234-5678",
        "creditLimit": "500000",
        "note": None,
        "version": 2,
    }
    assert erp.sql("SELECT name_key FROM masterdata.party") == [{"name_key": "山田本店"}]


def test_a_change_of_nothing_leaves_no_trace(erp):
    party = erp.register_party(name="山田商店")
    assert erp.change_party("version", party=party, name="山田商店") == 1


def test_a_change_of_an_old_picture_is_refused(erp):
    party = erp.register_party(name="山田商店")
    erp.change_party(party=party, version=1, note="一")
    refused = unchanged(erp, "OUTDATED", "change_party", party=party, version=1, note="二")
    assert refused.facts == {"yours": 1, "now": 2}


def test_the_history_tells_what_was_and_what_is(erp):
    party = erp.register_party(name="山田商店")
    erp.change_party(party=party, name="山田本店")
    (change,) = erp.sql(
        "SELECT verb, changes FROM kernel.audit WHERE row_id = $1::uuid AND kind = 'U'", party
    )
    assert change["verb"] == "change_party" and '"name": ["山田商店", "山田本店"]' in change["changes"]


def test_a_party_is_taken_out_of_use_and_never_deleted(erp):
    party = erp.register_party(name="山田商店")
    assert erp.deactivate_party("isActive", party=party) is False
    unchanged(erp, "ALREADY_INACTIVE", "deactivate_party", party=party)
    assert erp.reactivate_party("isActive", party=party) is True
    unchanged(erp, "ALREADY_ACTIVE", "reactivate_party", party=party)
    assert erp.sql("SELECT has_table_privilege('erp_app', 'masterdata.party', 'DELETE') AS may") == [
        {"may": False}
    ]


def test_a_party_that_is_not_there_is_not_found(erp):
    nobody = "00000000-0000-7000-8000-000000000000"
    for verb in ("change_party", "deactivate_party", "reactivate_party"):
        assert unchanged(erp, "NOT_FOUND", verb, party=nobody).field == "party"


def test_addresses_and_contacts_belong_to_a_party(erp):
    party = erp.register_party(name="山田商店")
    place = {"party": party, "kind": "SHIPPING", "city": "横浜市", "prefecture": "神奈川県"}
    erp.add_party_address(**place, postal_code="２２０００１２", street="港町1")
    erp.add_party_address(**place, street="港町2", is_default=True)
    erp.add_party_contact(party=party, name="山田 花子", role="仕入", email="hanako@example.com")
    shown = erp.query(
        "query($id: ID!) { party(id: $id) { addresses { id postalCode street isDefault }"
        " contacts { id name } } }",
        id=party,
    )["party"]
    assert [(each["postalCode"], each["isDefault"]) for each in shown["addresses"]] in (
        [("220-0012", False), (None, True)],
        [(None, True), ("220-0012", False)],
    )
    default = next(each["id"] for each in shown["addresses"] if each["isDefault"])
    erp.remove_party_address(address=default)
    left = erp.sql("SELECT street FROM masterdata.party_address WHERE is_default")
    assert left == [{"street": "港町1"}]
    assert erp.remove_party_contact("contacts { isActive }", contact=shown["contacts"][0]["id"]) == [
        {"isActive": False}
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"postal_code": "12"}, "NOT_SEVEN_DIGITS"),
        ({"country": "Japan"}, "NOT_TWO_LETTERS"),
        ({"city": " "}, "EMPTY"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused(erp, given, reason):
    party = erp.register_party(name="山田商店")
    given = {"party": party, "kind": "BILLING", "city": "横浜市"} | given
    assert unchanged(erp, "BAD_INPUT", "add_party_address", **given).facts["reason"] == reason
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party_address") == [{"n": 0}]


@pytest.mark.parametrize(
    "typed", ["P-000001", "山田商店", "ヤマダショウテン", "やまだしょうてん", "0312345678", "T7000012050002"]
)
def test_one_search_box_finds_a_party_by_whatever_is_known_of_it(erp, typed):
    party = erp.register_party(
        name="株式会社 山田 商店",
        name_kana="ヤマダ ショウテン",
        phone="03-1234-5678",
        t_number="T7000012050002",
    )
    found = erp.query("query($text: String!) { search(text: $text, first: 5) { id kind } }", text=typed)
    assert found["search"] == [{"id": party, "kind": "party"}]


def test_looking_for_duplicates_is_one_statement_however_many_parties_there_are(erp):
    erp.register_party(name="山田商店")
    with erp.statements() as few:
        erp.query('{ partyDuplicates(name: "山田商会") { number } }')
    erp.sql(
        "INSERT INTO masterdata.party (number, name, name_key, kind, is_customer, is_supplier,"
        " t_number_state, language, currency, closing_day, payment_months, payment_day, holiday_shift,"
        " prices_include_tax, billing, is_active, version)"
        " SELECT 'X' || n, 'Co ' || n, 'co' || n, 'COMPANY', true, false, 'NONE', 'ja', 'JPY', 31, 1, 31,"
        " 'AFTER', false, 'PER_SHIPMENT', true, 1 FROM generate_series(1, 500) n"
    )
    with erp.statements() as many:
        erp.query('{ partyDuplicates(name: "山田商会") { number } }')
    assert many.count == few.count


def test_somebody_without_the_permission_adds_nothing(erp):
    stranger = erp.as_user("stranger")
    with pytest.raises(Refused) as refused:
        stranger.register_party(name="山田商店")
    assert refused.value.code == "FORBIDDEN"
    assert erp.sql("SELECT count(*) AS n FROM masterdata.party") == [{"n": 0}]
