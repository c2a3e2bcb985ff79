"""Slack's manners: nicknames, sign-in by address, removal that only stops."""

import pytest

from adapters.slack.adapter import ADAPTER
from erp.sync.contract import Directory, ProvedState, Rejected, WaitUntil
from tests.adapters.standins.people import wanted
from tests.adapters.standins.scim import ScimService


@pytest.fixture
def service() -> ScimService:
    return ScimService(slack=True, groups=("general",))


@pytest.fixture
def outside(service: ScimService) -> Directory:
    assert ADAPTER.directory is not None
    return ADAPTER.directory({"token": "token-for-tests"}, service.client())


def test_a_person_comes_is_renamed_and_goes(outside: Directory, service: ScimService) -> None:
    made = outside.create(wanted("E1", "Sato.Hanako@example.com"))
    assert made.user_name == "Sato.Hanako@example.com"
    assert service.users[made.id]["userName"] == "sato.hanako"
    assert [each.id for each in outside.find(key="E1", user_name="sato.hanako@EXAMPLE.com")] == [made.id]

    renamed = outside.change(made, wanted("E1", "suzuki@example.com", family_name="鈴木"))
    assert (renamed.id, renamed.email, renamed.family_name) == (made.id, "suzuki@example.com", "鈴木")
    before = len(service.asked)
    outside.change(renamed, wanted("E1", "suzuki@example.com", family_name="鈴木"))
    assert {method for method, _ in service.asked[before:]} == {"GET"}

    outside.join("general", made.id)
    assert outside.proof(made.id).groups_left == 1
    outside.leave("general", made.id)
    outside.delete(made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)
    assert made.id in service.users


def test_the_same_nickname_of_another_person_is_not_taken_for_them(
    outside: Directory, service: ScimService
) -> None:
    outside.create(wanted("E1", "sato@example.com"))
    assert outside.find(key="E2", user_name="sato@other.example") == []
    with pytest.raises(Rejected) as taken:
        outside.create(wanted("E2", "sato@other.example"))
    assert taken.value.code == "DUPLICATE"


def test_everybody_is_read_though_ten_is_the_habit(outside: Directory, service: ScimService) -> None:
    for number in range(23):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    assert len(list(outside.accounts())) == 23


def test_patience_is_asked_for_the_whole_organisation(outside: Directory, service: ScimService) -> None:
    service.fault("429")
    with pytest.raises(WaitUntil):
        outside.check()
