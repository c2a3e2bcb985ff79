"""What few may read: encrypted at rest, opened field by field, each reading noted."""

import pytest

from tests.facade import Erp, Refused
from tests.modules.hr.test_employing import hired

GIVEN = {
    "birth_date": "1990-05-05", "home_address": "東京都千代田区若葉1-2-3",
    "private_phone": "090-0000-1234",
    "emergency_contact": "母 佐藤 恵 03-0000-9999", "pay_account": "みどり銀行 普通 1234567",
    "basic_pay": "310000",
}  # fmt: skip
ASK = """query ($person: ID!, $kinds: [PrivateKind!]!) {
    privateValues(person: $person, kinds: $kinds) { birthDate homeAddress basicPay } }"""


def test_only_who_may_reads_and_every_reading_is_noted(erp: Erp) -> None:
    person = hired(erp)
    erp.set_private_values(person=person, **GIVEN)
    kept = erp.sql("SELECT sealed_value FROM hr.private_value")
    every = " ".join(row["sealed_value"] for row in kept)
    every += " ".join(str(row["changes"]) for row in erp.sql("SELECT changes::text FROM kernel.audit"))
    every += " ".join(str(row["facts"]) for row in erp.sql("SELECT facts::text FROM kernel.event"))
    assert len(kept) == 6
    assert not [value for value in GIVEN.values() if value in every]

    clerk = erp.as_user("jinji", ["hr"])
    found = clerk.query(ASK, person=person, kinds=["BIRTH_DATE", "BASIC_PAY"])["privateValues"]
    assert found == {"birthDate": "1990-05-05", "homeAddress": None, "basicPay": "310000"}
    (noted,) = clerk.query("{ privateReadings { nodes { kinds readBy { login } } } }")["privateReadings"][
        "nodes"
    ]
    assert noted == {"kinds": ["BASIC_PAY", "BIRTH_DATE"], "readBy": {"login": "jinji"}}


def test_whoever_reads_everything_else_does_not_read_these(erp: Erp) -> None:
    person = hired(erp)
    erp.set_private_values(person=person, **GIVEN)
    auditor = erp.as_user("kansa", ["auditor"])

    assert auditor.query("query ($id: ID!) { person(id: $id) { number } }", id=person)["person"]
    with pytest.raises(Refused, match="FORBIDDEN"):
        auditor.query(ASK, person=person, kinds=["BASIC_PAY"])
    stranger = erp.as_user("eigyo", ["sales"])
    with pytest.raises(Refused):
        stranger.query(ASK, person=person, kinds=["BASIC_PAY"])
    assert erp.sql("SELECT FROM hr.private_reading") == []


def test_who_sees_whom(erp: Erp) -> None:
    boss, clerk = hired(erp), hired(erp)
    for person, login in ((boss, "boss"), (clerk, "clerk")):
        erp.as_user(login, ["employee"])
        (user,) = erp.sql("SELECT id FROM access.app_user WHERE login = $1", login)
        erp.link_person_user(person=person, user=str(user["id"]))
    (post,) = erp.sql("SELECT department FROM hr.assignment WHERE person = $1::text::uuid", clerk)
    erp.appoint_head(department=str(post["department"]), person=boss, valid_from="2026-04-01")

    def seen(login: str) -> set[str]:
        nodes = erp.as_user(login).query("{ people { nodes { id } } }")["people"]["nodes"]
        return {each["id"] for each in nodes}

    assert seen("clerk") == {clerk}
    assert seen("boss") == {boss, clerk}
    assert len(seen("erp")) == 2


def test_bad_values_are_refused(erp: Erp) -> None:
    person = hired(erp)
    for given, code in (
        ({"birth_date": "2030-01-01"}, "IN_THE_FUTURE"), ({"private_email": "a b"}, "NOT_AN_ADDRESS"),
        ({"basic_pay": "-1"}, "NEGATIVE"), ({"pay_account": "1234 5678 9018"}, "MY_NUMBER_NOT_KEPT"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            erp.set_private_values(person=person, **given)
    assert erp.sql("SELECT FROM hr.private_value") == []
