"""Every adapter of accounts, asked for the same."""

from collections.abc import Callable
from typing import Any

import pytest

from erp.sync.adapters import adapters
from tests.adapters import conformance
from tests.adapters.conformance import Opened
from tests.adapters.standins.google import GoogleWorkspace
from tests.adapters.standins.graph import Graph
from tests.adapters.standins.okta import Okta
from tests.adapters.standins.scim import ScimService

GROUPS = ("sales",)
TOKEN = {"token": "token-for-tests"}


def _cloud(kind: Callable[..., Any]) -> tuple[Any, dict[str, str]]:
    vendor = kind(GROUPS)
    return vendor, {**vendor.settings(), "base_url": vendor.address}


VENDORS: dict[str, Callable[[], tuple[Any, dict[str, str]]]] = {
    "scim": lambda: (ScimService(groups=GROUPS), TOKEN),
    "slack": lambda: (ScimService(slack=True, groups=GROUPS), TOKEN),
    "google_workspace": lambda: _cloud(GoogleWorkspace),
    "entra_id": lambda: _cloud(Graph),
    "okta": lambda: _cloud(Okta),
}
# These speak no HTTP: what they have to keep is asked in their own folders.
WITHOUT_HTTP = {"ldap", "csv"}


@pytest.fixture(params=sorted(VENDORS))
def opened(request: pytest.FixtureRequest) -> Opened:
    vendor, settings = VENDORS[request.param]()
    return Opened(adapters()[request.param], vendor, settings)


def test_nobody_is_left_out() -> None:
    assert set(adapters()) == set(VENDORS) | WITHOUT_HTTP


@pytest.mark.parametrize("name", sorted(adapters()))
def test_settings_are_described(name: str) -> None:
    conformance.settings_are_described(adapters()[name])


@pytest.mark.parametrize(
    "rule",
    [
        conformance.outcomes_of_a_read_are_told_apart,
        conformance.one_person_has_one_account,
        conformance.a_leaver_is_stopped_through_every_failure,
        conformance.no_secret_is_written_down,
    ],
    ids=lambda rule: rule.__name__,
)
def test_it_keeps(rule: Callable[[Opened], None], opened: Opened) -> None:
    rule(opened)
