"""The SCIM adapter against two servers that read the standard differently."""

from typing import Any

import pytest
import requests

from adapters.scim.adapter import ADAPTER
from adapters.scim.directory import ScimDirectory
from erp.sync.contract import Broken, ProvedState, Rejected
from tests.adapters.conftest import TOKEN
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.people import wanted

NAME = "sato.hanako@example.com"
# What a person would enter for each; the strict one is found out completely.
SETTINGS = {"strict": {}, "loose": {"leave_out": "displayName\ntitle\npreferredLanguage\ndepartment"}}


@pytest.fixture(params=SETTINGS)
def address(request: pytest.FixtureRequest) -> tuple[str, str]:
    return request.param, request.getfixturevalue(f"{request.param}_scim")


@pytest.fixture
def outside(address: tuple[str, str]) -> ScimDirectory:
    kind, url = address
    assert ADAPTER.directory is not None
    made = ADAPTER.directory({"token": TOKEN, **SETTINGS[kind]}, WatchedClient(url))
    assert isinstance(made, ScimDirectory)
    return made


def a_group(address: tuple[str, str], name: str) -> str:
    body: dict[str, Any] = {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": name,
    }
    made = requests.post(
        f"{address[1]}/Groups", json=body, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10
    )
    return str(made.json()["id"])


def test_a_person_comes_moves_and_goes(outside: ScimDirectory, address: tuple[str, str]) -> None:
    assert "0件" in outside.check()
    made = outside.create(wanted("E001", NAME))
    assert (made.key, made.user_name, made.active) == ("E001", NAME, True)
    assert (made.family_name, made.given_name, made.email) == ("佐藤", "花子", NAME)
    assert outside.find(key="E001", user_name=NAME) == [made]
    assert outside.find(key="E999", user_name=NAME.upper()) == [made]
    assert outside.find(key="E999", user_name="nobody@example.com") == []
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E002", NAME))
    assert twice.value.code == "DUPLICATE"

    renamed = outside.change(made, wanted("E001", "suzuki@example.com", family_name="鈴木"))
    assert (renamed.id, renamed.user_name, renamed.family_name) == (made.id, "suzuki@example.com", "鈴木")
    assert renamed.email == "suzuki@example.com"
    # Nothing is sent when nothing differs.
    before = len(outside_calls(outside))
    outside.change(renamed, wanted("E001", "suzuki@example.com", family_name="鈴木"))
    assert {method for method, _ in outside_calls(outside)[before:]} == {"GET"}

    group = a_group(address, "営業部")
    for _ in range(2):
        outside.join(group, made.id)
    assert [(each.name, each.members) for each in outside.groups()] == [("営業部", frozenset({made.id}))]
    assert outside.proof(made.id).groups_left == 1

    for _ in range(2):
        assert outside.set_active(made.id, False).active is False
    for _ in range(2):
        outside.leave(group, made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)
    assert outside.set_active(made.id, True).active is True

    for _ in range(2):
        outside.delete(made.id)
    assert outside.read(made.id) is None
    assert outside.proof(made.id).state is ProvedState.ABSENT
    assert outside.set_active(made.id, False).active is False


def outside_calls(outside: ScimDirectory) -> list[tuple[str, str]]:
    client = outside._calls._client
    assert isinstance(client, WatchedClient)
    return client.asked


def test_everybody_is_read_page_by_page(outside: ScimDirectory) -> None:
    outside.dialect.page_size = 3
    for number in range(8):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    outside.set_active(next(iter(outside.accounts())).id, False)

    everybody = list(outside.accounts())
    assert sorted(each.key or "" for each in everybody) == [f"E{number}" for number in range(8)]
    assert sorted(each.active is True for each in everybody) == [False] + [True] * 7


def test_what_was_learnt_is_remembered(outside: ScimDirectory, address: tuple[str, str]) -> None:
    made = outside.create(wanted("E001", NAME))
    group = a_group(address, "営業部")
    outside.join(group, made.id)
    outside.leave(group, made.id)
    outside.change(made, wanted("E001", NAME, family_name="鈴木"))
    learnt = outside.dialect
    assert learnt.remove_member_by == {"strict": "filter", "loose": "list"}[address[0]]
    assert learnt.filter == {"strict": "both", "loose": "none"}[address[0]]
    assert learnt.etag == {"strict": "yes", "loose": "no"}[address[0]]
    assert learnt.change_by == "path"

    before = len(outside_calls(outside))
    outside.join(group, made.id)
    outside.leave(group, made.id)
    assert [method for method, _ in outside_calls(outside)[before:]] == ["PATCH", "GET", "PATCH"]


def test_a_wrong_token_breaks_the_connection(address: tuple[str, str]) -> None:
    assert ADAPTER.directory is not None
    with pytest.raises(Broken):
        ADAPTER.directory({"token": "wrong"}, WatchedClient(address[1])).check()


def test_a_changed_account_is_not_overwritten(strict_scim: str) -> None:
    assert ADAPTER.directory is not None
    outside = ADAPTER.directory({"token": TOKEN}, WatchedClient(strict_scim))
    made = outside.create(wanted("E001", NAME))
    assert made.version
    outside.change(made, wanted("E001", NAME, title="課長"))
    with pytest.raises(Rejected) as stale:
        outside.change(made, wanted("E001", NAME, title="部長"))
    assert stale.value.code == "412"
    # Suspending asks for no version: it has to happen.
    assert outside.set_active(made.id, False).active is False


def test_a_patch_they_do_not_know_becomes_a_put(loose_scim: str) -> None:
    """Django's answers a PATCH of the department with 501."""
    assert ADAPTER.directory is not None
    outside = ADAPTER.directory({"token": TOKEN}, WatchedClient(loose_scim))
    made = outside.create(wanted("E001", NAME))
    changed = outside.change(made, wanted("E001", NAME, family_name="鈴木"))
    assert changed.family_name == "鈴木"
    assert outside.dialect.change_by == "put"
    assert outside.set_active(made.id, False).active is False
    assert changed.key == "E001"
