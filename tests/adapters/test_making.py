"""Joiners, movers and leavers, made so over every adapter as the runner does it."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.scim.adapter import ADAPTER as SCIM
from adapters.slack.adapter import ADAPTER as SLACK
from erp.sync.contract import Directory, ProvedState
from erp.sync.identities.items import Item, Want
from erp.sync.identities.making import make
from tests.adapters.conftest import TOKEN
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.google import GoogleWorkspace
from tests.adapters.standins.graph import Graph
from tests.adapters.standins.okta import Okta
from tests.adapters.standins.people import wanted
from tests.adapters.standins.scim import ScimService
from tests.adapters.test_clouds import opened

GROUP = "sales"
VENDORS: dict[str, Callable[[], Any]] = {
    "google_workspace": lambda: GoogleWorkspace((GROUP,)),
    "entra_id": lambda: Graph((GROUP,)),
    "okta": lambda: Okta((GROUP,)),
    "scim": lambda: ScimService(groups=(GROUP,)),
    "slack": lambda: ScimService(slack=True, groups=(GROUP,)),
}


def directory_of(vendor: Any) -> Directory:
    if not isinstance(vendor, ScimService):
        return opened(vendor)
    adapter = SLACK if vendor.slack else SCIM
    assert adapter.directory is not None
    return adapter.directory({"token": TOKEN}, vendor.client())


def item(want: Want, name: str = "sato@example.com", **other: Any) -> Item:
    known = {"groups": (GROUP,)} if want is Want.ACTIVE else {"groups_to_leave": (GROUP,), "is_leaver": True}
    told: dict[str, Any] = {"is_leaver": False, "wanted": wanted("E001", name), **known, **other}
    return Item(id="i", token=1, version=1, want=want, **told)


def at_once(seconds: float) -> None:
    """Nobody waits in tests."""


def lives(outside: Directory, group: str) -> None:
    joined = make(outside, item(Want.ACTIVE, groups=(group,)), at_once)
    assert (joined.outcome, joined.proof and joined.proof.state) == ("DONE", ProvedState.ACTIVE), joined
    assert joined.account is not None
    again = make(outside, item(Want.ACTIVE, account=joined.account.id, groups=(group,)), at_once)
    assert again.outcome == "DONE" and again.account is not None
    assert again.account.id == joined.account.id
    assert {"作成", "更新", "再開"} & {each.what for each in again.steps} <= {"更新"}

    known = {"account": joined.account.id}
    renamed = make(outside, item(Want.ACTIVE, "suzuki@example.com", groups=(group,), **known), at_once)
    assert renamed.outcome == "DONE" and renamed.account is not None
    assert (renamed.account.id, renamed.account.user_name) == (joined.account.id, "suzuki@example.com")

    for _ in range(2):
        left = make(
            outside, item(Want.SUSPENDED, "suzuki@example.com", groups_to_leave=(group,), **known), at_once
        )
        assert left.outcome == "DONE" and left.proof is not None, left
        assert (left.proof.state, left.proof.groups_left) == (ProvedState.SUSPENDED, 0)

    back = make(outside, item(Want.ACTIVE, "suzuki@example.com", groups=(group,), **known), at_once)
    assert back.outcome == "DONE" and back.account is not None
    assert (back.account.id, back.account.active) == (joined.account.id, True)
    everybody = list(outside.accounts())
    assert len(everybody) == 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_life_over_each_vendor(vendor: str) -> None:
    lives(directory_of(VENDORS[vendor]()), GROUP)


@pytest.mark.parametrize("server", ["strict_scim", "loose_scim"])
def test_a_life_over_each_scim_server(server: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(server)
    body = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": GROUP}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    group = requests.post(f"{url}/Groups", json=body, headers=headers, timeout=10).json()["id"]
    left_out = "displayName\ntitle\npreferredLanguage\ndepartment" if server == "loose_scim" else ""
    assert SCIM.directory is not None
    outside = SCIM.directory({"token": TOKEN, "leave_out": left_out}, WatchedClient(url))
    lives(outside, str(group))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["hire", "leave", "rename"]),
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["timeout before", "timeout after", "500", "429", "503", "broken json", "html"]
                ),
                st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ),
            max_size=4,
        ),
        # Whether they say "suspended" for a while and let the person in.
        st.booleans(),
    ),
    min_size=4,
    max_size=7,
)


@pytest.mark.parametrize("vendor", VENDORS)
# Histories are short as they are; making them shorter would take minutes.
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(history=STEPS)
def test_whatever_fails_there_is_one_account_and_no_leaver_is_called_out_who_is_in(
    vendor: str, history: list[tuple[str, list[tuple[str, str]], bool]]
) -> None:
    there = VENDORS[vendor]()
    outside, name, account = directory_of(there), "sato@example.com", None
    for number, (what, faults, lies) in enumerate(history):
        if what == "rename":
            name = f"name{number}@example.com"
        want = Want.SUSPENDED if what == "leave" else Want.ACTIVE
        for kind, method in faults:
            there.fault(kind, on=method)
        for turn in range(8):
            there.lies.still_active = lies and turn < 3
            result = make(outside, item(want, name, account=account), at_once)
            account = result.account.id if result.account else account
            if result.proof and result.proof.state in (ProvedState.SUSPENDED, ProvedState.ABSENT):
                assert not [each for each in active_in(there)], (turn, result)
            if result.outcome == "DONE":
                break
            there.forget_faults() if turn == 6 else None
        assert result.outcome == "DONE", result
        assert len(there.users) <= 1
        assert len(active_in(there)) == (want is Want.ACTIVE)
        there.forget_faults()


def active_in(there: Any) -> list[str]:
    """The truth, from the state of the vendor itself."""
    return [
        each["id"]
        for each in there.users.values()
        if each.get("active") is True
        or each.get("accountEnabled") is True
        or each.get("suspended") is False
        or each.get("status") in ("ACTIVE", "PROVISIONED")
    ]
