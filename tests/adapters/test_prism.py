"""The adapters speak to prism, which answers in the vendors' place and says what of a request was wrong."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from adapters.entra_id.calls import Calls as GraphCalls
from adapters.entra_id.directory import EntraDirectory
from adapters.google_workspace.calls import Calls as GoogleCalls
from adapters.google_workspace.directory import GoogleDirectory
from adapters.okta.directory import OktaDirectory
from erp.sync.contract import Account, Directory
from erp.sync.contract.outcomes import Outcome
from tests.adapters import descriptions
from tests.adapters.standins.client import WatchedClient
from tests.adapters.standins.people import wanted
from tests.outside.node import free_port, node_tools, running

# Microsoft describes these elsewhere; "string" is the next page that prism makes up.
NOT_DESCRIBED = re.compile(r"/revokeSignInSessions$|/groups/[^/]+/members/[^/]+/\$ref$|/string$")
SIGNED = {"Authorization": "Bearer a-token"}
ID = "87d349ed-44d7-43e1-9a83-5f2406dee5bd"
OPEN: dict[str, Callable[[WatchedClient, str], Directory]] = {
    "google_workspace": lambda client, url: GoogleDirectory(GoogleCalls(client, lambda: SIGNED)),
    "entra_id": lambda client, url: EntraDirectory(GraphCalls(client, lambda: SIGNED), url),
    "okta": lambda client, url: OktaDirectory(client, "a-token"),
}


def asks_everything(outside: Directory) -> int:
    """Prism keeps no state and makes its answers up, so outcomes are expected; counts what did not raise."""
    somebody = Account(id=ID, key="E001", user_name="sato@example.com")
    fine = 0
    for ask in (
        outside.check,
        lambda: outside.create(wanted("E001", "sato@example.com")),
        lambda: outside.find(key="E001", user_name="sato@example.com"),
        lambda: outside.read(ID),
        lambda: list(outside.accounts()),
        lambda: list(outside.groups()),
        lambda: outside.change(somebody, wanted("E001", "sato@example.com", title="")),
        lambda: outside.set_active(ID, False),
        lambda: outside.join("a-group", ID),
        lambda: outside.leave("a-group", ID),
        lambda: outside.end_sessions(ID),
        lambda: outside.delete(ID),
        lambda: outside.proof(ID),
    ):
        with suppress(Outcome):
            ask()
            fine += 1
    return fine


@pytest.mark.parametrize("vendor", OPEN)
def test_prism_finds_no_fault_with_a_request(vendor: str, tmp_path: Path) -> None:
    described = tmp_path / "described.json"
    described.write_text(json.dumps(descriptions.ALL[vendor]()))
    port, program = free_port(), node_tools() / ".bin" / "prism"
    url = f"http://127.0.0.1:{port}"
    wrong: list[str] = []
    seen: list[str] = []

    def look(answered: requests.Response, **_: Any) -> None:
        seen.append(str(answered.request.method))
        said = [
            each
            for each in json.loads(answered.headers.get("sl-violations", "[]"))
            if each["location"][0] == "request"
        ]
        if "problem+json" in answered.headers.get("Content-Type", "") and not NOT_DESCRIBED.search(
            str(answered.request.url)
        ):
            # Where the vendor describes no refusal, prism refuses in its own words.
            said.append(answered.json())
        wrong.extend(f"{answered.request.method} {answered.request.url}: {each}" for each in said)

    command = [str(program), "mock", "-h", "127.0.0.1", "-p", str(port), str(described)]
    with running(command, ready="Prism is listening"):
        client = WatchedClient(url)
        client._session.hooks["response"].append(look)
        fine = asks_everything(OPEN[vendor](client, url))
        # Not to be trusted before it was seen to find something.
        seen_wrong = len(wrong)
        with suppress(Outcome):
            MISTAKES[vendor](client)
        found = wrong[seen_wrong:]

    assert not wrong[:seen_wrong], "\n".join(wrong)
    assert found
    assert {"GET", "POST", "DELETE"} <= set(seen) and len(seen) > 15
    # Lists never end here: prism makes up a next page each time, and that is noticed.
    assert fine >= 5


MISTAKES: dict[str, Callable[[WatchedClient], object]] = {
    "google_workspace": lambda client: client.call(
        "POST", "admin/directory/v1/users", json={"suspended": "yes"}, headers=SIGNED
    ),
    "entra_id": lambda client: client.call("POST", "users", json={"accountEnabled": "no"}, headers=SIGNED),
    "okta": lambda client: client.call(
        "POST", "api/v1/users?activate=maybe", json={"profile": {"login": 1}}, headers=SIGNED
    ),
}
