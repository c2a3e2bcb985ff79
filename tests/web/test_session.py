"""Signing in, out and over to another company or language, as a browser does it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State

from erp.access import asking_for_session
from erp.settings import load
from erp.web.session import HANDLERS
from tests.access.conftest import HERE, PASSWORD, THERE, Place, place

__all__ = ["place"]
SITE = "http://erp.test"
OWN = {"Origin": SITE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def browser(place: Place) -> AsyncIterator[httpx.AsyncClient]:
    app = Litestar(route_handlers=HANDLERS, state=State({"database": place.database}), openapi_config=None)
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 40000))
    async with httpx.AsyncClient(transport=transport, base_url=SITE, headers=OWN) as client:
        yield client


async def sign_in(browser: httpx.AsyncClient, login: str = "taro", password: str = PASSWORD, **more: str):
    return await browser.post("/sign-in", data={"login": login, "password": password, **more})


async def asking(place: Place, browser: httpx.AsyncClient):
    return await asking_for_session(place.database, browser.cookies.get("erp_session"))


async def test_signing_in_leads_on_and_sets_a_cookie_that_scripts_and_other_sites_cannot_use(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 3.3.2, 3.3.4, 14.3.2."""
    await place.person("taro", "sales")
    answer = await sign_in(browser, next="/ordering/sales_orders?state=DRAFT")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ordering/sales_orders?state=DRAFT")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Secure" not in cookie
    assert "no-store" in answer.headers["cache-control"]
    assert (await asking(place, browser)).actor_name == "taro"
    again = await browser.get("/sign-in")
    assert again.status_code == 303


async def test_the_cookie_is_secure_where_people_come_by_https(
    place: Place, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ASVS 3.3.1."""
    monkeypatch.setattr(load(), "base_url", "https://erp.example")
    await place.person("taro", "sales")
    assert "Secure" in (await sign_in(browser)).headers["set-cookie"]


async def test_a_refused_sign_in_shows_the_same_page_for_everybody(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 6.3.8: only the login that was typed comes back, never the password."""
    await place.person("taro", "sales")
    known = await sign_in(browser, password="not the one at all")
    unknown = await sign_in(browser, login="nobo", password="not the one at all")
    assert known.status_code == unknown.status_code == 401
    assert known.text == unknown.text.replace('value="nobo"', 'value="taro"')
    assert "ログイン名またはパスワードが正しくありません" in known.text
    assert "not the one at all" not in known.text
    assert "erp_session" not in browser.cookies


async def test_too_many_tries_are_told_with_the_time_to_wait(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 6.3.1."""
    for _ in range(10):
        assert (await sign_in(browser, login="nobody")).status_code == 401
    answer = await sign_in(browser, login="nobody")
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= 900


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/company", "/language"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://erp.test.elsewhere.example", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
)
async def test_a_form_from_another_site_does_nothing(
    place: Place, browser: httpx.AsyncClient, path: str, headers: dict[str, str]
) -> None:
    """ASVS 3.5.1: every form says where it comes from, and only our own pages count."""
    await place.person("taro", "sales")
    await sign_in(browser)
    for name in OWN:
        del browser.headers[name]
    cookie = browser.cookies.get("erp_session")
    data = {"login": "taro", "password": PASSWORD, "company": str(HERE), "language": "en"}
    answer = await browser.post(path, data=data, headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    assert await asking_for_session(place.database, cookie) is not None
    assert await place.value("SELECT count(*) FROM access.session") == 1


@pytest.mark.parametrize("path", ["/sign-out", "/company", "/language"])
async def test_nothing_is_done_by_following_a_link(browser: httpx.AsyncClient, path: str) -> None:
    """ASVS 3.5.3."""
    assert (await browser.get(path)).status_code == 405


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x"]
)
async def test_signing_in_never_leads_to_another_site(
    place: Place, browser: httpx.AsyncClient, onward: str
) -> None:
    """ASVS 3.7.2."""
    await place.person("taro", "sales")
    assert (await sign_in(browser, next=onward)).headers["location"] == "/"


async def test_signing_out_ends_the_session_on_the_server(place: Place, browser: httpx.AsyncClient) -> None:
    """ASVS 7.4.1: the cookie opens nothing, even for who kept a copy."""
    await place.person("taro", "sales")
    await sign_in(browser)
    kept = browser.cookies["erp_session"]
    answer = await browser.post("/sign-out")
    assert answer.headers["location"] == "/sign-in" and "erp_session" not in browser.cookies
    assert await asking_for_session(place.database, kept) is None


async def test_signing_in_anew_replaces_a_cookie_somebody_planted(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 7.2.4."""
    await place.person("taro", "sales")
    browser.cookies.set("erp_session", "planted", domain="erp.test")
    await sign_in(browser)
    assert await asking_for_session(place.database, "planted") is None


async def test_a_password_set_by_somebody_else_asks_for_an_own_one_on_the_same_page(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 6.4.1."""
    await place.person("taro", "sales", password_is_initial=True)
    answer = await sign_in(browser)
    assert answer.status_code == 422 and 'name="new_password"' in answer.text
    assert (await sign_in(browser, new_password="short")).status_code == 422
    assert (await sign_in(browser, new_password="a much better one")).status_code == 303


async def test_going_over_to_another_company_needs_a_role_there(
    place: Place, browser: httpx.AsyncClient
) -> None:
    """ASVS 8.2.2: a company that is not yours and one that is not there are one answer."""
    await place.person("taro", "sales", company=HERE)
    await sign_in(browser)
    for company in (str(THERE), "00000000-0000-0000-0000-00000000000c", "x", ""):
        answer = await browser.post("/company", data={"company": company})
        assert answer.status_code == 404
    assert (await asking(place, browser)).company == HERE
    boss = await place.person("boss", "administrator")
    assert boss
    await sign_in(browser, "boss")
    answer = await browser.post("/company", data={"company": str(THERE)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await asking(place, browser)).company == THERE


async def test_the_language_is_chosen_before_and_after_signing_in(
    place: Place, browser: httpx.AsyncClient
) -> None:
    await place.person("taro", "sales")
    assert 'lang="ja"' in (await browser.get("/sign-in")).text
    assert 'lang="en"' in (await browser.get("/sign-in", headers={"Accept-Language": "en-GB,ja;q=0.5"})).text
    await browser.post("/language", data={"language": "en", "next": "/sign-in"})
    assert 'lang="en"' in (await browser.get("/sign-in")).text
    await browser.post("/language", data={"language": "xx"})
    await sign_in(browser)
    assert (await asking(place, browser)).language == "ja"
    await browser.post("/language", data={"language": "en"})
    assert (await asking(place, browser)).language == "en"


async def test_a_form_that_is_no_form_is_refused_without_an_accident(browser: httpx.AsyncClient) -> None:
    for body, kind in (
        (b'{"login": "taro"}', "application/json"),
        (b"\xff\xfe=1", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(50)), "application/x-www-form-urlencoded"),
        (b"login=" + b"x" * 5000 + b"&password=" + b"y" * 5000, "application/x-www-form-urlencoded"),
        (b"login=%00&password=%00", "application/x-www-form-urlencoded"),
    ):
        answer = await browser.post("/sign-in", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 401, (body[:30], answer.status_code)
    big = await browser.post("/sign-in", data={"login": "x" * 30_000})
    assert big.status_code == 413
