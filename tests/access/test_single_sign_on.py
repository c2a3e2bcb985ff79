"""Coming in through a real provider of OpenID Connect: who is let in, as whom, and who stays outside."""

from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest
from litestar import Litestar
from litestar.datastructures import State

from erp.access import Attempt, asking_for_session, sign_in
from erp.access.actions.change_user import change_user
from erp.access.actions.disable_identity_provider import disable_identity_provider
from erp.access.actions.disable_user import disable_user
from erp.access.actions.register_identity_provider import register_identity_provider
from erp.access.actions.set_break_glass import set_break_glass
from erp.access.actions.unlink_sign_in import unlink_sign_in
from erp.access.people import PersonKeyTaken
from erp.access.providers import NoBreakGlass
from erp.access.sign_in import SignInRefused, UseSingleSignOn
from erp.access.tables import LinkBy, PasswordRule
from erp.kernel.errors import BadInput, Refused
from erp.settings import load
from erp.web import session, single_sign_on
from tests.access.conftest import PASSWORD, Place, place
from tests.outside.provider import There, a_provider_of

__all__ = ["place"]
SITE = "http://erp.test"
SECRET = "only-for-tests-and-long-enough-to-be-taken"
# What the provider says of people: their subject there, then what it vouches for.
VOUCHED = {
    "u-1001": {"employee_number": "1001", "email": "taro@example.jp", "email_verified": True},
    "u-1002": {"employee_number": "1002", "email": "jiro@example.jp", "email_verified": False},
    "u-other": {"employee_number": "1001", "email": "taro@example.jp", "email_verified": True},
    "u-stranger": {"employee_number": "9999", "email": "who@example.jp", "email_verified": True},
}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[There]:
    client = {
        "client_id": "erp",
        "client_secret": SECRET,
        "redirect_uris": [f"{SITE}/sign-in/back"],
        "grant_types": ["authorization_code"],
    }
    folder = tmp_path_factory.mktemp("provider")
    with a_provider_of({"clients": [client], "accounts": VOUCHED}, folder, back=SITE) as there:
        yield there


@pytest.fixture(autouse=True)
def settings(there: There, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load(), "base_url", SITE)
    monkeypatch.setattr(load(), "outside_allow", "127.0.0.1")


@pytest.fixture
async def browser(place: Place) -> AsyncIterator[httpx.AsyncClient]:
    app = Litestar(
        route_handlers=[*session.HANDLERS, *single_sign_on.HANDLERS],
        state=State({"database": place.database}),
        openapi_config=None,
    )
    transport = httpx.ASGITransport(app=app, client=("192.0.2.1", 40000))
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
        yield client


async def a_provider(place: Place, there: There, **given: object) -> UUID:
    known = {
        "code": "corp",
        "name": "社内",
        "issuer": there.issuer,
        "client_id": "erp",
        "client_secret": SECRET,
    }
    by_key = {"claim": "employee_number", "link_by": LinkBy.PERSON_KEY}
    return await place.do(await place.house(), register_identity_provider, **{**known, **by_key, **given})


async def known_as(place: Place, login: str, key: str) -> UUID:
    user = await place.person(login, "sales")
    await place.do(await place.house(), change_user, user=user, person_key=key)
    return user


async def comes(browser: httpx.AsyncClient, there: There, subject: str, next: str = "/") -> httpx.Response:
    """The whole way: our link, the provider, and back."""
    away = await browser.get("/sign-in/with/corp", params={"next": next})
    assert away.status_code == 303, away.text
    return await browser.get(there.let_in(away.headers["location"], subject))


async def who(place: Place, browser: httpx.AsyncClient) -> UUID | None:
    asking = await asking_for_session(place.database, browser.cookies.get("erp_session"))
    return asking.actor if asking else None


async def test_the_first_time_a_person_is_recognised_by_number_and_afterwards_by_the_link(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    user = await known_as(place, "taro", "1001")
    await a_provider(place, there)
    assert "/sign-in/with/corp" in (await browser.get("/sign-in")).text
    back = await comes(browser, there, "u-1001", next="/ordering/sales_orders")
    assert (back.status_code, back.headers["location"]) == (303, "/ordering/sales_orders")
    assert await who(place, browser) == user
    # The number goes to somebody else: the account there is still the same person's.
    await place.do(await place.house(), change_user, user=user, person_key="")
    await known_as(place, "saburo", "1001")
    browser.cookies.clear()
    await comes(browser, there, "u-1001")
    assert await who(place, browser) == user
    links = await place.sql("SELECT holder, subject, vouched FROM access.sign_in_link")
    assert [tuple(each) for each in links] == [(user, "u-1001", "1001")]


async def test_who_is_unknown_has_left_or_has_another_account_there_stays_outside(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    user = await known_as(place, "taro", "1001")
    await a_provider(place, there)
    assert "9999" in (await comes(browser, there, "u-stranger")).text
    assert await who(place, browser) is None
    await comes(browser, there, "u-1001")
    assert await who(place, browser) == user
    browser.cookies.delete("erp_session")
    taken = await comes(browser, there, "u-other")
    assert taken.status_code == 400 and "別のアカウント" in taken.text
    await comes(browser, there, "u-1001")
    inside = browser.cookies.get("erp_session")
    await place.do(await place.house(), disable_user, user=user)
    assert await asking_for_session(place.database, inside) is None, "his session dies at once"
    browser.cookies.delete("erp_session")
    assert (await comes(browser, there, "u-1001")).status_code == 401
    assert await who(place, browser) is None


async def test_an_address_counts_only_when_the_provider_has_verified_it_and_one_person_has_it(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    await a_provider(place, there, claim="email", link_by=LinkBy.EMAIL)
    await place.person("jiro", "sales", email="jiro@example.jp")
    assert (await comes(browser, there, "u-1002")).status_code == 400
    first = await place.person("taro", "sales", email="Taro@Example.jp")
    second = await place.person("tarou", "sales", email="taro@example.jp")
    assert "taro@example.jp" in (await comes(browser, there, "u-1001")).text
    assert await who(place, browser) is None
    await place.do(await place.house(), change_user, user=second, email="")
    await comes(browser, there, "u-1001")
    assert await who(place, browser) == first


async def test_only_the_browser_that_began_comes_back_and_only_once(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    """RFC 9700, 4.7 and 2.1: the answer is bound to the browser by state, and the code to us by PKCE."""
    await known_as(place, "taro", "1001")
    await a_provider(place, there)
    away = await browser.get("/sign-in/with/corp")
    asked = parse_qs(urlsplit(away.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["nonce"] and asked["state"]
    cookie = away.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and asked["nonce"][0] not in cookie
    back = there.let_in(away.headers["location"], "u-1001")
    kept = browser.cookies.get("erp_way_back")
    browser.cookies.clear()
    assert "はじめから" in (await browser.get(back)).text, "another browser"
    browser.cookies.set("erp_way_back", kept)
    assert "はじめから" in (await browser.get(back.replace("state=", "state=x"))).text
    browser.cookies.set("erp_way_back", kept)
    assert (await browser.get(back)).status_code == 303
    browser.cookies.clear()
    browser.cookies.set("erp_way_back", kept)
    again = await browser.get(back)
    assert again.status_code == 400 and await who(place, browser) is None, "a code opens once"


async def test_a_provider_that_says_no_or_nothing_opens_nothing(
    place: Place, there: There, browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_provider(place, there)
    away = await browser.get("/sign-in/with/corp")
    state = parse_qs(urlsplit(away.headers["location"]).query)["state"][0]
    no = await browser.get("/sign-in/back", params={"error": "access_denied", "state": state})
    assert no.status_code == 400 and "認証されません" in no.text
    assert (await browser.get("/sign-in/with/nobody")).status_code == 400
    # An inner address is refused unless the house was told to trust that very host.
    from erp.access import openid

    openid._offers.clear()
    monkeypatch.setattr(load(), "outside_allow", "")
    assert "接続できない" in (await browser.get("/sign-in/with/corp")).text
    house = await place.house()
    for issuer in ("http://10.0.0.1", "https://a@b.example", "ftp://x.example", "nothing"):
        with pytest.raises(BadInput):
            await place.do(
                house, register_identity_provider, code="x", name="x", issuer=issuer, client_id="erp"
            )


async def test_where_passwords_are_shut_one_administrator_keeps_a_key_and_each_use_is_told(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    house = await place.house()
    with pytest.raises(NoBreakGlass):
        await a_provider(place, there, password_rule=PasswordRule.REFUSED)
    keeper = await place.person("keeper", "administrator")
    await place.person("taro", "sales")
    await place.do(house, set_break_glass, user=keeper, is_break_glass=True)
    await a_provider(place, there, password_rule=PasswordRule.REFUSED)
    with pytest.raises(UseSingleSignOn):
        await sign_in(place.database, Attempt("taro", PASSWORD))
    with pytest.raises(SignInRefused):
        await sign_in(place.database, Attempt("taro", "wrong"))
    await sign_in(place.database, Attempt("keeper", PASSWORD))
    told = await place.sql(
        "SELECT facts->>'user' AS who FROM kernel.event WHERE kind = 'access.BreakGlassUsed'"
    )
    assert [each["who"] for each in told] == [str(keeper)]
    for undone in (
        place.do(house, set_break_glass, user=keeper, is_break_glass=False),
        place.do(house, disable_user, user=keeper),
    ):
        with pytest.raises(NoBreakGlass):
            await undone


async def test_linked_people_alone_lose_the_password_when_the_rule_says_so(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    await known_as(place, "taro", "1001")
    await place.person("jiro", "sales")
    keeper = await place.person("keeper", "administrator")
    await place.do(await place.house(), set_break_glass, user=keeper, is_break_glass=True)
    await a_provider(place, there, password_rule=PasswordRule.REFUSED_WHEN_LINKED)
    await place.cookie("taro")
    await comes(browser, there, "u-1001")
    with pytest.raises(UseSingleSignOn):
        await place.cookie("taro")
    await place.cookie("jiro")


async def test_unlinking_and_switching_off_end_what_the_provider_opened(
    place: Place, there: There, browser: httpx.AsyncClient
) -> None:
    user = await known_as(place, "taro", "1001")
    provider = await a_provider(place, there)
    house = await place.house()
    await comes(browser, there, "u-1001")
    link = await place.value("SELECT id FROM access.sign_in_link WHERE ended_at IS NULL")
    by_password = await place.cookie("taro")
    await place.do(house, unlink_sign_in, link=link)
    assert await who(place, browser) is None
    assert await asking_for_session(place.database, by_password) is not None
    browser.cookies.clear()
    await comes(browser, there, "u-1001")
    assert await who(place, browser) == user
    await place.do(house, disable_identity_provider, provider=provider)
    assert await who(place, browser) is None
    assert "/sign-in/with/" not in (await browser.get("/sign-in")).text


async def test_the_secret_is_kept_sealed_and_a_number_is_one_persons(place: Place, there: There) -> None:
    await a_provider(place, there)
    dump = await place.sql(
        "SELECT p::text AS t FROM access.identity_provider p UNION ALL SELECT a::text FROM kernel.audit a"
    )
    assert SECRET not in str([each["t"] for each in dump])
    await known_as(place, "taro", "1001")
    with pytest.raises(PersonKeyTaken):
        await known_as(place, "jiro", "1001")


async def test_who_may_change_people_does_not_become_a_more_powerful_one(place: Place, there: Place) -> None:
    """By address or number a provider lets somebody in, so setting it for a superior is a take-over."""
    boss = await place.person("boss", "administrator")
    from tests.access.conftest import a_role

    await a_role(place, "clerk", "access.change_user", "access.read_user")
    await place.person("clerk", "clerk")
    asking = await place.asks("clerk")
    await place.do(asking, change_user, user=boss, name="Boss")
    with pytest.raises(Refused, match="BEYOND_OWN_RIGHTS"):
        await place.do(asking, change_user, user=boss, email="clerk@example.jp")
