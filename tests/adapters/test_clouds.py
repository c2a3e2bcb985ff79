"""Google, Microsoft and Okta: the same life of a person, and the same lies, each in its own dialect."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.entra_id.adapter import ADAPTER as ENTRA
from adapters.google_workspace.adapter import ADAPTER as GOOGLE
from adapters.okta.adapter import ADAPTER as OKTA
from erp.sync.contract import (
    Broken,
    Directory,
    ProvedState,
    Rejected,
    Retry,
    UnknownOutcome,
    WaitUntil,
)
from tests.adapters.standins.google import GoogleWorkspace
from tests.adapters.standins.graph import Graph
from tests.adapters.standins.okta import Okta
from tests.adapters.standins.people import wanted

NAME = "sato.hanako@example.com"
CLOUDS: dict[str, tuple[Any, Callable[..., Any]]] = {
    "google_workspace": (GOOGLE, GoogleWorkspace),
    "entra_id": (ENTRA, Graph),
    "okta": (OKTA, Okta),
}


@pytest.fixture(params=CLOUDS)
def vendor(request: pytest.FixtureRequest) -> Any:
    return CLOUDS[request.param][1](("sales", "all", "tokyo"))


def opened(vendor: Any, **other: str) -> Directory:
    adapter = next(adapter for adapter, kind in CLOUDS.values() if isinstance(vendor, kind))
    made: Directory = adapter.directory(
        {**vendor.settings(), "base_url": vendor.address, **other}, vendor.client()
    )
    return made


@pytest.fixture
def outside(vendor: Any) -> Directory:
    return opened(vendor)


def test_a_person_comes_moves_and_goes(outside: Directory, vendor: Any) -> None:
    assert outside.check()
    made = outside.create(wanted("E001", NAME))
    assert (made.key, made.user_name, made.active) == ("E001", NAME, True)
    assert [each.id for each in outside.find(key="E001", user_name=NAME.upper())] == [made.id]
    assert outside.find(key="E999", user_name="nobody@example.com") == []
    with pytest.raises(Rejected) as twice:
        outside.create(wanted("E002", NAME.title()))
    assert twice.value.code == "DUPLICATE"

    for _ in range(2):
        outside.join("sales", made.id)
    outside.join("all", made.id)
    groups = {each.name.partition("@")[0]: each.members for each in outside.groups()}
    assert groups == {"sales": {made.id}, "all": {made.id}, "tokyo": frozenset()}

    renamed = outside.change(made, wanted("E001", "suzuki@example.com", family_name="鈴木", title="課長"))
    assert (renamed.id, renamed.user_name, renamed.family_name) == (made.id, "suzuki@example.com", "鈴木")
    assert (renamed.title, renamed.department) == ("課長", "営業部")
    before = len(vendor.asked)
    outside.change(renamed, wanted("E001", "suzuki@example.com", family_name="鈴木", title="課長"))
    assert {method for method, _ in vendor.asked[before:]} == {"GET"}

    assert outside.end_sessions(made.id) is True
    for _ in range(2):
        assert outside.set_active(made.id, False).active is False
    for _ in range(2):
        outside.leave("sales", made.id)
    assert outside.proof(made.id).groups_left == 1
    outside.leave("all", made.id)
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.SUSPENDED, 0)
    assert [each.active for each in outside.accounts()] == [False]
    assert outside.set_active(made.id, True).active is True

    for _ in range(2):
        outside.delete(made.id)
    assert outside.read(made.id) is None
    assert outside.proof(made.id).state is ProvedState.ABSENT
    assert outside.set_active(made.id, False).active is False


def test_everybody_is_read_over_pages_or_nobody_is_believed(outside: Directory, vendor: Any) -> None:
    for number in range(7):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    assert sorted(each.key or "" for each in outside.accounts()) == [f"E{number}" for number in range(7)]
    vendor.lies.list_shifts = True
    with pytest.raises(Retry):
        list(outside.accounts())


def test_suspended_they_say_and_still_active(outside: Directory, vendor: Any) -> None:
    made = outside.create(wanted("E001", NAME))
    vendor.lies.still_active = True
    assert outside.set_active(made.id, False).active is True
    assert outside.proof(made.id).state is ProvedState.ACTIVE


def test_a_search_that_is_ignored_finds_nobody_else(outside: Directory, vendor: Any) -> None:
    for number in range(5):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    for lie in ("ignores_query", "ignores_filter", "ignores_search"):
        if hasattr(vendor.lies, lie):
            setattr(vendor.lies, lie, True)
    assert [each.key for each in outside.find(key="E3", user_name="p3@example.com")] == ["E3"]
    assert outside.find(key="E9", user_name="nobody@example.com") == []


@pytest.mark.parametrize(
    ("fault", "on_create", "on_stop"),
    [
        ("429", WaitUntil, WaitUntil),
        ("429 bare", WaitUntil, WaitUntil),
        ("503", WaitUntil, WaitUntil),
        ("500", UnknownOutcome, Retry),
        ("timeout before", UnknownOutcome, Retry),
        ("timeout after", UnknownOutcome, Retry),
        ("401", Broken, Broken),
        ("html", Broken, Broken),
        ("redirect", Broken, Broken),
        ("broken json", UnknownOutcome, Retry),
    ],
)
def test_failures_say_how_to_go_on(
    outside: Directory, vendor: Any, fault: str, on_create: type[Exception], on_stop: type[Exception]
) -> None:
    outside.check()
    vendor.fault(fault, on="POST")
    with pytest.raises(on_create):
        outside.create(wanted("E001", NAME))
    assert len(outside.find(key="E001", user_name=NAME)) == (fault == "timeout after")

    made = (outside.find(key="E001", user_name=NAME) or [outside.create(wanted("E001", NAME))])[0]
    for method in ("PUT", "PATCH", "POST"):
        vendor.fault(fault, on=method)
    with pytest.raises(on_stop):
        outside.set_active(made.id, False)
    vendor.forget_faults()
    assert outside.set_active(made.id, False).active is False


def test_one_account_they_protect_does_not_break_the_rest(outside: Directory, vendor: Any) -> None:
    made = outside.create(wanted("E001", NAME))
    vendor.lies.forbids = True
    with pytest.raises(Rejected) as protected:
        outside.set_active(made.id, False)
    assert protected.value.code == "403"
    assert outside.read(made.id) is not None


def test_ids_are_never_another_place(outside: Directory, vendor: Any) -> None:
    outside.create(wanted("E001", NAME))
    for strange in ("..", ".", "", "../groups/sales", "a/../../x", "x?y=1#z"):
        assert outside.read(strange) is None
        outside.delete(strange)
    assert len(list(outside.accounts())) == 1


def test_no_secret_is_written_down(outside: Directory, vendor: Any) -> None:
    client = vendor.clients[-1]
    outside.create(wanted("E001", NAME))
    kept = str(client.attempts)
    assert client.attempts
    for secret in ("google-token", "graph-token", "okta-token", "top-secret", "PRIVATE KEY", "aA1!"):
        assert secret not in kept


def test_google_asks_for_patience_with_a_refusal() -> None:
    google = GoogleWorkspace()
    google.lies.rates = "userRateLimitExceeded"
    with pytest.raises(WaitUntil):
        opened(google).check()
    google.lies.rates = "forbidden"
    with pytest.raises(Broken):
        opened(google).check()


def test_google_knows_a_new_account_only_after_a_while() -> None:
    google = GoogleWorkspace(("sales",))
    outside = opened(google)
    made = outside.create(wanted("E001", NAME))
    google.lies.slow_to_know = 2
    for _ in range(2):
        with pytest.raises(Retry):
            outside.join("sales", made.id)
    outside.join("sales", made.id)
    with pytest.raises(Rejected):
        outside.join("nowhere", "1")


def test_google_an_alias_is_not_the_account() -> None:
    """After a rename the old address leads to the same account; another person does not get it."""
    outside = opened(GoogleWorkspace())
    made = outside.create(wanted("E001", NAME))
    outside.change(made, wanted("E001", "suzuki@example.com"))
    assert outside.find(key="E002", user_name=NAME) == []
    with pytest.raises(Rejected) as taken:
        outside.create(wanted("E002", NAME))
    assert taken.value.code == "DUPLICATE"


def test_google_ends_what_was_let_in() -> None:
    google = GoogleWorkspace()
    outside = opened(google)
    made = outside.create(wanted("E001", NAME))
    google.programs[made.id] = {"mail-client", "phone"}
    outside.end_sessions(made.id)
    assert (google.programs[made.id], google.signed_out) == (set(), [made.id])


@pytest.mark.parametrize("vendor", ["google_workspace", "entra_id"], indirect=True)
def test_licences_are_given_and_taken_as_often_as_one_likes(outside: Directory, vendor: Any) -> None:
    made = outside.create(wanted("E001", NAME))
    for _ in range(2):
        outside.give_licence("Google-Apps/1010020027", made.id)
    for _ in range(2):
        outside.take_licence("Google-Apps/1010020027", made.id)


def test_google_licences_are_read_where_products_were_named() -> None:
    google = GoogleWorkspace()
    settings = {**google.settings(), "licence_products": "Google-Apps\n101031"}
    assert GOOGLE.directory is not None
    outside = GOOGLE.directory(settings, google.client())
    people = [outside.create(wanted(f"E{each}", f"p{each}@example.com")) for each in range(4)]
    for each in people[:3]:
        outside.give_licence("Google-Apps/1010020027", each.id)
    outside.give_licence("101031/1010310002", people[0].id)
    held = {each.key: each.licences for each in outside.accounts()}
    one = frozenset({"Google-Apps/1010020027"})
    assert held == {"E0": one | {"101031/1010310002"}, "E1": one, "E2": one, "E3": frozenset()}
    assert {each.licences for each in opened(google).accounts()} == {None}


def test_entra_knows_a_new_account_only_after_a_while() -> None:
    graph = Graph(("sales",))
    outside = opened(graph)
    graph.lies.slow_to_know = 1
    made = outside.create(wanted("E001", NAME))
    assert (made.key, made.active) == ("E001", True)
    graph.lies.slow_to_know = 2
    for _ in range(2):
        with pytest.raises(Retry):
            outside.join("sales", made.id)
    outside.join("sales", made.id)
    # Not to be seen yet is not the same as gone.
    graph.lies.slow_to_know = 1
    with pytest.raises(Retry):
        outside.set_active(made.id, False)
    assert graph.tokens == 1


def test_entra_that_memberships_are_not_known_is_not_an_absence() -> None:
    graph = Graph()
    outside = opened(graph)
    made = outside.create(wanted("E001", NAME))
    graph.lies.memberships_unknown = True
    proof = outside.proof(made.id)
    assert (proof.state, proof.groups_left) == (ProvedState.ACTIVE, None)


def test_entra_follows_a_link_only_at_home() -> None:
    graph = Graph()
    outside = opened(graph)
    for number in range(3):
        outside.create(wanted(f"E{number}", f"p{number}@example.com"))
    graph.lies.next_link = "http://169.254.169.254/latest"
    with pytest.raises(Broken):
        list(outside.accounts())


def test_okta_deactivates_who_never_was_active() -> None:
    okta = Okta()
    outside = opened(okta)
    made = outside.create(wanted("E001", NAME))
    outside.set_active(made.id, False)
    assert okta.users[made.id]["status"] == "DEPROVISIONED"
    assert [each.id for each in outside.accounts()] == [made.id]
    outside.set_active(made.id, True)
    okta.users[made.id]["status"] = "ACTIVE"
    outside.set_active(made.id, False)
    assert okta.users[made.id]["status"] == "SUSPENDED"
