"""Connecting a system as a person does it: the page asks what the adapter asks for and shows no secret."""

import re
from typing import Any
from uuid import UUID

import pytest

from tests.facade import Erp
from tests.people import a_session
from tests.server import background
from tests.sync.trial_adapter import Trial, trial

__all__ = ["trial"]
CANARY = "canary-token-5b1e"


class Browser:
    """Somebody signed in, without script."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp
        self.cookie = background().run(a_session(erp.running.database, "erp", UUID(erp.company)))

    def get(self, address: str) -> str:
        answer = self.erp.running.request("GET", address, headers=self._headers())
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def send(self, address: str, page: str, mutation: str, **values: str) -> Any:
        """The form of that mutation as it stands on the page, with these values typed in."""
        form = next(
            each for each in re.findall(r"<form.*?</form>", page, re.S) if f'value="{mutation}"' in each
        )
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        body = hidden | {f"input.{name}": value for name, value in values.items()}
        return self.erp.running.request(
            "POST", address, data=body, headers=self._headers(), follow_redirects=False
        )

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": f"erp_session={self.cookie}",
            "Sec-Fetch-Site": "same-origin",
            "Accept-Language": "ja",
        }


@pytest.fixture
def browser(erp: Erp, trial: Trial) -> Browser:
    return Browser(erp)


def test_from_the_choice_to_the_connection(browser: Browser) -> None:
    assert "試験用" in browser.get("/sync/connect")
    address = "/sync/connect_to?adapter=trial"
    page = browser.get(address)
    assert "トークン" in page and re.search(r'type="password"[^>]*name="input.values.token"', page)
    typed = {
        "name": "本社 SCIM",
        "code": "hq",
        "values.base_url": "https://scim.example",
        "values.dialect": "b",
    }

    refused = browser.send(
        address, page, "connectSystem", **typed, **{"values.paging": "many", "values.token": CANARY}
    )
    assert "整数" in refused.text or "半角" in refused.text or "aria-invalid" in refused.text
    assert CANARY not in refused.text and "本社 SCIM" in refused.text
    assert browser.erp.sql("SELECT count(*) AS n FROM sync.connection") == [{"n": 0}]

    done = browser.send(
        address, page, "connectSystem", **typed, **{"values.paging": "50", "values.token": CANARY}
    )
    assert done.status_code == 303
    shown = browser.get(done.headers["location"])
    assert "本社 SCIM" in shown and "selected>B式" in shown and CANARY not in shown and "登録済み" in shown
    (row,) = browser.erp.sql("SELECT id, settings::text AS settings FROM sync.connection")
    assert '"paging": "50"' in row["settings"] and '"dialect": "b"' in row["settings"]

    changed = browser.send(
        f"/sync/connection?id={row['id']}",
        shown,
        "changeConnection",
        name="本社",
        **{"values.strict": "true"},
    )
    assert changed.status_code == 200 and "aria-invalid" not in changed.text
    (row,) = browser.erp.sql("SELECT id, name, settings::text AS settings FROM sync.connection")
    assert (
        row["name"] == "本社"
        and '"strict": "true"' in row["settings"]
        and '"paging": "50"' in row["settings"]
    )
    assert browser.erp.sql("SELECT count(*) AS n FROM sync.connection_secret") == [{"n": 1}]
    for page_of in ("/sync/connections", "/sync/runs", "/sync/attempts"):
        assert CANARY not in browser.get(page_of)
