"""What the adapters send to Google, Microsoft and Okta is what those describe, call by call."""

import re
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
    "google_workspace": re.compile("^POST /token$"),
    "entra_id": re.compile("/oauth2/v2.0/token$|/revokeSignInSessions$|/assignLicense$|^DELETE .*/members/"),
    "okta": re.compile("^$"),
}
LICENCES = {
    "google_workspace": "Google-Apps/1010020027",
    "entra_id": "cdd28e44-67e3-425e-be4c-737fab2899d3",
}


def lives(outside: Directory, licence: str | None) -> None:
    """Everything an adapter ever asks for, once."""
    outside.check()
    made = outside.create(wanted("E001", "sato.hanako@example.com"))
    outside.find(key="E001", user_name="sato.hanako@example.com")
    outside.join("sales", made.id)
    if licence:
        outside.give_licence(licence, made.id)
    list(outside.accounts())
    if licence:
        outside.take_licence(licence, made.id)
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

    def witness(asked: requests.PreparedRequest, answered: requests.Response) -> None:
        path = f"{asked.method} {asked.path_url.partition('?')[0]}"
        if NOT_DESCRIBED[name].search(path):
            return
        try:
            checked.request(asked)
            if answered.status_code < 300 and answered.text:
                checked.response(asked, answered)
        except OpenAPIError as error:
            causes = [each.message for each in getattr(error.__cause__, "schema_errors", ())]
            wrong.append(f"{path}: {error!r} {causes or error.__cause__!r}")

    vendor.witness = witness
    lives(opened(vendor, licence_products="Google-Apps"), LICENCES.get(name))

    assert not wrong, "\n".join(wrong)
    assert checked.count > 10
