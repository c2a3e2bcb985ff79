"""What the adapters send to Google, Microsoft and Okta is what those describe, call by call."""

from typing import Any

import pytest
import requests
from openapi_core.exceptions import OpenAPIError

from erp.sync.contract import Directory
from tests.adapters import descriptions
from tests.adapters.standins.people import wanted
from tests.adapters.test_clouds import CLOUDS, opened

# Described elsewhere or nowhere: what is known of these rests on the vendors' pages alone.
NOT_DESCRIBED = {
    "google_workspace": ("/token", "/apps/licensing/"),
    "entra_id": ("/oauth2/v2.0/token", "/revokeSignInSessions", "/assignLicense", "DELETE /groups/members/"),
    "okta": (),
}


def lives(outside: Directory) -> None:
    """Everything an adapter ever asks for, once."""
    outside.check()
    made = outside.create(wanted("E001", "sato.hanako@example.com"))
    outside.find(key="E001", user_name="sato.hanako@example.com")
    outside.join("sales", made.id)
    list(outside.accounts())
    list(outside.groups())
    outside.change(
        made, wanted("E001", "suzuki@example.com", family_name="鈴木", title="", department="総務部")
    )
    outside.end_sessions(made.id)
    outside.set_active(made.id, False)
    outside.proof(made.id)
    outside.leave("sales", made.id)
    outside.set_active(made.id, True)
    outside.delete(made.id)


@pytest.fixture(params=CLOUDS)
def vendor(request: pytest.FixtureRequest) -> Any:
    return CLOUDS[request.param][1](("sales",))


def test_every_request_and_answer_is_as_described(vendor: Any, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["vendor"]
    described = descriptions.ALL[name]()
    checked = descriptions.Checked(described, strict=name != "entra_id")
    wrong: list[str] = []
    left_out: list[str] = []

    def witness(asked: requests.PreparedRequest, answered: requests.Response) -> None:
        path = f"{asked.method} {asked.path_url}"
        if any(each.split(" ")[-1] in path for each in NOT_DESCRIBED[name] if " " not in each) or (
            name == "entra_id" and asked.method == "DELETE" and "/members/" in path
        ):
            left_out.append(path)
            return
        try:
            checked.request(asked)
            if answered.status_code < 300 and answered.text:
                checked.response(asked, answered)
        except OpenAPIError as error:
            causes = [each.message for each in getattr(error.__cause__, "schema_errors", ())]
            wrong.append(f"{path}: {error!r} {causes or error.__cause__!r}")

    vendor.witness = witness
    lives(opened(vendor))

    assert not wrong, "\n".join(wrong)
    assert checked.count > 10
