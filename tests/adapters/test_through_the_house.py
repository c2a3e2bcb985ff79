"""Three servers nobody here wrote, connected by a person, checked and read by the worker."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from adapters.ldap.adapter import ADAPTER as LDAP
from adapters.scim.adapter import ADAPTER as SCIM
from erp import settings
from erp.sync.running.passes import run_connections
from tests.adapters.conftest import TOKEN
from tests.adapters.servers.openldap import PASSWORD, Slapd, root_connection
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.people import wanted
from tests.facade import Erp
from tests.server import background


@pytest.fixture
def this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What an installation has to say before anybody may call the machine itself."""
    monkeypatch.setenv("ERP_OUTSIDE_ALLOW", "127.0.0.1")
    settings.load.cache_clear()
    yield
    settings.load.cache_clear()


def tree(openldap: Slapd) -> dict[str, str]:
    base = f"ou=t{uuid4().hex[:8]},dc=plain,dc=example"
    root = root_connection(openldap, "plain")
    for place in (base, f"ou=people,{base}", f"ou=groups,{base}"):
        root.add(place, "organizationalUnit")
    return {
        "host": "127.0.0.1",
        "port": str(openldap.ldaps),
        "ca_certificate": openldap.ca,
        "user": openldap.root("plain"),
        "password": PASSWORD,
        "base": base,
        "people": f"ou=people,{base}",
        "groups": f"ou=groups,{base}",
    }


def test_connected_checked_and_read(
    erp: Erp, this_machine: None, strict_scim: str, loose_scim: str, openldap: Slapd
) -> None:
    entered: dict[str, tuple[str, dict[str, Any]]] = {
        "strict": ("scim", {"base_url": strict_scim, "token": TOKEN}),
        "loose": ("scim", {"base_url": loose_scim, "token": TOKEN, "filter": "none"}),
        "ldap": ("ldap", tree(openldap)),
        "wrong": ("scim", {"base_url": strict_scim, "token": "wrong-token"}),
    }
    unused = WatchedClient("https://unused.invalid")
    for code, (adapter, values) in entered.items():
        declared = {"scim": SCIM, "ldap": LDAP}[adapter]
        if code != "wrong":
            assert declared.directory is not None
            client = WatchedClient(values["base_url"]) if "base_url" in values else unused
            outside = declared.directory(values, client)
            for number in range(3):
                outside.create(wanted(f"E{number}", f"p{number}@example.com"))
        erp.connect_system(adapter=adapter, code=code, name=code, values=values)

    for _ in range(3):
        background().run(run_connections(erp.running.database))

    known = {
        each["code"]: each["accounts"]
        for each in erp.query("{ identitySystems(first: 9) { nodes { code accounts } } }")["identitySystems"][
            "nodes"
        ]
        if each["code"] in entered
    }
    assert known == {"strict": 3, "loose": 3, "ldap": 3}
    states = {
        each["code"]: (each["state"], each["checkSaid"])
        for each in erp.query("{ systemConnections(first: 9) { nodes { code state checkSaid } } }")[
            "systemConnections"
        ]["nodes"]
    }
    assert "利用者は3件" in states["strict"][1] and "アカウントは3件" in states["ldap"][1]
    assert "401" in states["wrong"][1]
    # Nothing that was kept of the calls holds a secret.
    kept = str(erp.sql("SELECT * FROM sync.call_attempt"))
    assert "/Users" in kept and TOKEN not in kept and PASSWORD not in kept
