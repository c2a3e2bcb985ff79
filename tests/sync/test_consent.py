"""Tokens from a real provider that rotates them: consent, refresh by several workers at once, and the end."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from erp.settings import load
from erp.sync import adapters
from erp.sync.contract import Adapter, OAuth, Setting
from erp.sync.granting import consent
from erp.sync.granting.asking import ConsentNeeded
from erp.sync.opening import open_connection
from tests.facade import Erp, Refused
from tests.outside.provider import There, a_provider_of
from tests.people import a_session
from tests.server import background

SECRET = "client-secret-canary-of-32-letters"


class Whoami:
    """A directory that only says whose token it is."""

    def __init__(self, settings: Mapping[str, str], client: Any) -> None:
        self.client = client

    def check(self) -> str:
        return str(self.client.call("GET", "me").json["sub"])


def vendor(grant: Any) -> Adapter:
    named = {"base_url": "url", "client_id": "text", "client_secret": "text"}
    return Adapter(
        name="trial",
        label_ja="試験用",
        label_en="Trial",
        settings=tuple(
            Setting(name=name, label_ja=name, label_en=name, kind=kind, secret=name == "client_secret")  # type: ignore[arg-type]
            for name, kind in named.items()
        ),
        oauth=OAuth(
            grant=grant,
            token_url="{base_url}/token",
            authorize_url="{base_url}/auth",
            scope="openid" if grant == "CODE" else "",
        ),
        directory=Whoami,  # type: ignore[arg-type]
    )


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[There]:
    monkeypatch.setenv("ERP_OUTSIDE_ALLOW", "127.0.0.1")
    load.cache_clear()
    back = consent.way_back()
    client = {
        "client_id": "erp",
        "client_secret": SECRET,
        "redirect_uris": [back],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
    }
    config = {"clients": [client], "accounts": {"shop": {}}, "accessTokenSeconds": 3}
    found = {"trial": vendor("CODE")}
    monkeypatch.setattr(adapters, "adapters", lambda: found)
    with a_provider_of(config, tmp_path, back=back) as there:
        yield there
    monkeypatch.undo()
    load.cache_clear()


def connect(erp: Erp, there: There) -> str:
    values = {"base_url": there.issuer, "client_id": "erp", "client_secret": SECRET}
    return erp.connect_system(adapter="trial", code="shop", name="Shop", values=values)


def check(erp: Erp, connection: str, times: int = 1) -> list[Any]:
    """So many workers at once, each with a client of its own."""

    async def one() -> Any:
        opened = await open_connection(erp.running.database, UUID(erp.company), UUID(connection))
        try:
            return await asyncio.to_thread(lambda: opened.directory().check())
        except Exception as error:
            return type(error)
        finally:
            opened.client.close()

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(one() for _ in range(times)))

    return background().run(all_at_once())


def expire(erp: Erp) -> None:
    erp.sql("UPDATE sync.connection_token SET expires_at = now() - interval '1 second'")


def say_yes(erp: Erp, there: There, connection: str, cookie: str) -> str:
    address = erp.ask_for_consent("consentUrl", connection=connection)
    back = there.let_in(address, "shop")
    answer = erp.running.request(
        "GET", back, headers={"Cookie": f"erp_session={cookie}"}, follow_redirects=False
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def test_consent_once_and_fresh_tokens_by_one_worker_at_a_time(erp: Erp, provider: There) -> None:
    connection = connect(erp, provider)
    cookie = background().run(a_session(erp.running.database, "erp", UUID(erp.company)))
    assert check(erp, connection) == [ConsentNeeded]
    assert connection in say_yes(erp, provider, connection, cookie)
    assert check(erp, connection) == ["shop"]

    # Rotation: whoever used the old refresh token a second time would end them all.
    for round in range(3):
        expire(erp)
        assert check(erp, connection, times=6) == ["shop"] * 6, round
    (kept,) = erp.sql("SELECT version, state, access_sealed, refresh_sealed FROM sync.connection_token")
    assert (kept["version"], kept["state"]) == (4, "GOOD")
    assert kept["access_sealed"].startswith("v1:") and kept["refresh_sealed"].startswith("v1:")

    # A worker died while it fetched: its lease ends, and the next one tries.
    erp.sql(
        """UPDATE sync.connection_token SET state = 'REFRESHING', refresher = uuidv7(),
                  refreshing_until = now() - interval '1 second', expires_at = now()"""
    )
    assert check(erp, connection) == ["shop"]

    # An answer was lost and the pair with it: the provider ends the grant, which shows, and consent mends it.
    lost = erp.sql("SELECT refresh_sealed FROM sync.connection_token")[0]["refresh_sealed"]
    expire(erp)
    assert check(erp, connection) == ["shop"]
    erp.sql("UPDATE sync.connection_token SET refresh_sealed = $1, expires_at = now()", lost)
    assert check(erp, connection) == [ConsentNeeded]
    document = "query($id: ID!) { systemConnection(id: $id) { tokenState tokenReason } }"
    shown = erp.query(document, id=connection)["systemConnection"]
    assert shown["tokenState"] == "NEEDS_CONSENT" and "同意" in shown["tokenReason"]
    say_yes(erp, provider, connection, cookie)
    assert check(erp, connection) == ["shop"]
    assert SECRET not in str(erp.sql("SELECT t::text AS t FROM kernel.audit t"))


def test_an_answer_is_for_whoever_asked_and_only_once(erp: Erp, provider: There) -> None:
    connection = connect(erp, provider)
    address = erp.ask_for_consent("consentUrl", connection=connection)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and "code_verifier" not in address
    back = provider.let_in(address, "shop")
    erp.as_user("other", ["administrator"])
    other = background().run(a_session(erp.running.database, "other", UUID(erp.company)))
    mine = background().run(a_session(erp.running.database, "erp", UUID(erp.company)))

    def come(cookie: str, to: str = back) -> str:
        answer = erp.running.request(
            "GET", to, headers={"Cookie": f"erp_session={cookie}"}, follow_redirects=False
        )
        return str(answer.headers["location"])

    assert come(other).endswith("consent=over")
    assert come(mine, back.replace(asked["state"][0], "x" * 43)).endswith("consent=over")
    assert connection in come(mine)
    assert come(mine).endswith("consent=over")
    wrong = erp.ask_for_consent("consentUrl", connection=connection)
    state = parse_qs(urlsplit(wrong).query)["state"][0]
    assert come(mine, f"{consent.way_back()}?state={state}&code=made-up").endswith("consent=failed")


def test_nobody_is_asked_where_it_is_not_the_way(
    erp: Erp, provider: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connect(erp, provider)
    found = {"trial": vendor("CLIENT")}
    monkeypatch.setattr(adapters, "adapters", lambda: found)
    with pytest.raises(Refused, match="NO_CONSENT_HERE"):
        erp.ask_for_consent(connection=connection)
