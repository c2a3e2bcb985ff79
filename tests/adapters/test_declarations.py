"""What each adapter declares can be entered by a person, kept safely, and opened."""

import inspect
import re

import pytest

from erp.sync import adapters as installed
from erp.sync.contract import Adapter, Directory
from erp.sync.entering import checked_values
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.google import GoogleWorkspace

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
# What a person enters; everything else has a default or may be left empty.
ENTERED: dict[str, dict[str, str]] = {
    "csv": {"system": "会計ソフトX"},
    "entra_id": {"tenant": "example.jp", "client_id": "id", "client_secret": "canary"},
    "google_workspace": GoogleWorkspace().settings(),
    "ldap": {
        "host": "ldap.example.jp",
        "user": "cn=erp,dc=example,dc=jp",
        "password": "canary",
        "base": "dc=example,dc=jp",
        "people": "ou=people,dc=example,dc=jp",
        "groups": "ou=groups,dc=example,dc=jp",
    },
    "okta": {"base_url": "https://example.okta.com", "api_token": "canary"},
    "scim": {"base_url": "https://example.jp/scim/v2", "token": "canary"},
    "slack": {"token": "canary"},
}


@pytest.fixture(params=ENTERED)
def adapter(request: pytest.FixtureRequest) -> Adapter:
    return installed.adapter_named(request.param)


def test_what_is_asked_is_told_in_two_languages(adapter: Adapter) -> None:
    names = [each.name for each in adapter.settings]
    assert len(set(names)) == len(names)
    for each in adapter.settings:
        assert each.label_ja and each.label_en and not JAPANESE.search(each.label_en + each.help_en)
        assert bool(each.help_ja) == bool(each.help_en)
        if each.kind == "choice":
            assert each.default in [value for value, _, _ in each.choices]
        is_secret = re.search(r"token|secret|password|service_account", each.name) is not None
        assert each.secret == is_secret, each.name


def test_what_is_entered_opens_a_directory_that_keeps_to_the_contract(adapter: Adapter) -> None:
    plain, secret = checked_values(adapter, ENTERED[adapter.name])
    assert "canary" not in str(plain)
    settings = {**plain, **secret}
    assert adapter.directory is not None
    made = adapter.directory(settings, WatchedClient(settings.get("base_url") or "https://unused.invalid"))
    for name, promised in inspect.getmembers(Directory, inspect.isfunction):
        if not name.startswith("_"):
            kept = inspect.signature(getattr(made, name))
            assert list(kept.parameters) == list(inspect.signature(promised).parameters)[1:], name
    assert made.capabilities.by_hand == (adapter.name == "csv")
