"""The door over HTTP, in the real application: what is let in, what is answered, and in which form."""

import json
from pathlib import Path
from typing import Any

import pytest

from erp.access import asking_for_token
from erp.access.rules.credentials import fingerprint
from erp.api.endpoint import Sizes, answer_to
from erp.kernel.limits import Limits
from tests.facade import Erp, Running
from tests.server import background

ROOT = Path(__file__).resolve().parents[2]

ASK = {"query": "{ __typename }"}


def post(running: Running, erp: Erp | None, body: Any = ASK, **headers: str) -> Any:
    sent = body if isinstance(body, bytes | str) else json.dumps(body)
    given = {"Content-Type": "application/json"} | headers
    if erp is not None:
        given["Authorization"] = f"Bearer {erp.token}"
    return running.request("POST", "/graphql", content=sent, headers=given)


def code(answer: Any) -> str:
    assert answer.headers["content-type"].startswith("application/json")
    found: str = answer.json()["errors"][0]["extensions"]["code"]
    return found


def test_a_question_is_answered_with_its_cost(running: Running, erp: Erp) -> None:
    answer = post(running, erp)
    assert answer.status_code == 200
    assert answer.json() == {"data": {"__typename": "Query"}, "extensions": {"cost": 1}}
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_no_request_is_refused_with_a_code(running: Running, erp: Erp) -> None:
    for body, wanted in [
        (b"", "BAD_REQUEST"),
        (b"nonsense", "BAD_REQUEST"),
        (b"[]", "BAD_REQUEST"),
        (json.dumps([ASK, ASK]), "BAD_REQUEST"),
        (b"{}", "BAD_REQUEST"),
        (b'{"query": 1}', "BAD_REQUEST"),
        (b'{"query": null}', "BAD_REQUEST"),
        (b'{"query": "{ __typename }", "variables": []}', "BAD_REQUEST"),
        (b'{"query": "{ __typename }", "variables": "x"}', "BAD_REQUEST"),
        (b'{"query": "\xff"}', "BAD_REQUEST"),
        (b'{"query": "\\ud800"}', "BAD_REQUEST"),
        (
            b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 9_000 + b"]" * 9_000 + b"}}",
            "BAD_REQUEST",
        ),
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{ __typename }", "operationName": "X"}, "BAD_REQUEST"),
    ]:
        answer = post(running, erp, body)
        assert (answer.status_code, code(answer)) == (400, wanted), body


def test_too_large_is_refused(running: Running, erp: Erp) -> None:
    for body in (
        b" " * 1_000_001,
        json.dumps({"query": "{ __typename }" + " " * 32_000}),
        json.dumps({"query": "{ __typename }", "variables": {"x": "y" * 256_000}}),
    ):
        answer = post(running, erp, body)
        assert (answer.status_code, code(answer)) == (413, "REQUEST_TOO_LARGE")


def test_only_json_by_post(running: Running, erp: Erp) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = post(running, erp, **{"Content-Type": kind})
        assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        answer = running.request(method, "/graphql", params={"query": "{ __typename }"})
        assert answer.status_code in (303, 404, 405), method
        assert "Query" not in answer.text


def test_nobody_is_nobody(running: Running, erp: Erp) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic abc"},
        {"Authorization": ""},
        {"Cookie": "erp_session=wrong", "Sec-Fetch-Site": "same-origin"},
    ):
        answer = post(running, None, **headers)
        assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED"), headers


def test_a_cookie_counts_only_on_our_own_pages(running: Running) -> None:
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ):
        answer = post(running, None, **{"Cookie": "erp_session=any"}, **headers)
        assert (answer.status_code, code(answer)) == (403, "FOREIGN_PAGE"), headers


def test_messages_come_in_the_language_one_reads(running: Running, erp: Erp) -> None:
    bad = {"query": '{ document(id: "x") { id } }'}
    english = post(running, erp, bad, **{"Accept-Language": "en-GB, ja;q=0.5"}).json()["errors"][0]["message"]
    japanese = post(running, erp, bad, **{"Accept-Language": "ja"}).json()["errors"][0]["message"]
    assert english.isascii() and not japanese.isascii()


def test_those_who_run_it_see_that_it_lives_and_what_it_does(running: Running, erp: Erp) -> None:
    post(running, erp)
    assert running.request("GET", "/healthz").text == "ok\n"
    assert running.request("GET", "/readyz").text == "ok\n"
    figures = running.request("GET", "/metrics").text
    assert 'erp_graphql_answers_total{status="200"}' in figures and erp.token not in figures


def test_the_query_page_is_for_developers(running: Running) -> None:
    answer = running.request("GET", "/query")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/query")
    script = running.request("GET", "/query/query.js")
    assert script.status_code == 200 and script.headers["content-security-policy"].startswith(
        "default-src 'none'"
    )
    assert running.request("GET", "/query/..%2f..%2fapp.py").status_code in (303, 404)
    assert running.request("GET", "/query/nothing.js").status_code == 404


def test_an_accident_outside_graphql_gets_a_number(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from erp import app

    async def broken(*_: object) -> None:
        raise ValueError("the secret literal is 4711")

    monkeypatch.setattr(app, "asking_for_token", broken)
    answer = post(running, None, **{"Authorization": "Bearer x"})
    assert answer.status_code == 500 and code(answer) == "INTERNAL" and "4711" not in answer.text


def signed_in(running: Running, login: str) -> dict[str, str]:
    """The headers of a browser in which somebody has just signed in."""
    cookie = "c" * 43
    running.sql(
        "INSERT INTO access.session"
        " (id, token_hash, holder, in_company, created_at, last_seen_at, expires_at)"
        " SELECT uuidv7(), $1, id, home_company, now(), now(), now() + interval '1 hour'"
        " FROM access.app_user WHERE login = $2",
        fingerprint(cookie),
        login,
    )
    return {"Cookie": f"erp_session={cookie}", "Sec-Fetch-Site": "same-origin"}


def test_a_browser_sends_only_what_ships_with_the_product(running: Running, erp: Erp) -> None:
    browser = signed_in(running, "erp")
    answer = post(running, None, **browser)
    assert (answer.status_code, code(answer)) == (403, "DOCUMENT_NOT_KNOWN")

    shipped = next(path for path in sorted((ROOT / "graphql" / "pages").rglob("*.graphql")))
    answer = post(running, None, {"query": shipped.read_text(encoding="utf-8")}, **browser)
    assert "DOCUMENT_NOT_KNOWN" not in answer.text

    running.sql("UPDATE access.app_user SET is_developer = true WHERE login = 'erp'")
    assert post(running, None, **browser).json()["data"] == {"__typename": "Query"}
    page = running.request("GET", "/query", headers=browser)
    assert page.status_code == 200 and "unsafe" not in page.headers["content-security-policy"]
    assert '<script src="/query/query.js"' in page.text and "http" not in page.text


def test_points_run_out_for_a_program(running: Running, erp: Erp) -> None:
    limits, sizes = Limits(100), Sizes()
    database = running.database

    class Sent:
        headers = {"content-type": "application/json"}

        async def stream(self) -> Any:
            yield json.dumps({"query": "{ documents(first: 60) { nodes { id } } }"}).encode()

    async def known() -> Any:
        return await asking_for_token(database, erp.token)

    def ask() -> Any:
        return background().run(answer_to(Sent(), known, database, limits, sizes))

    assert ask().status == 200
    refused = ask()
    assert refused.status == 429 and refused.refused.code == "TOO_OFTEN"
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_the_history_and_the_register_show_what_one_may_see(running: Running, erp: Erp) -> None:
    made = erp.register_party("id number", name="見本商事", is_customer=True, kind="COMPANY")
    ask = """query($id: ID!, $n: String!) {
        document(id: $id) { kind number }
        documentChain(id: $id) { number depth }
        search(text: $n) { id }
        history(id: $id) { nodes { verb actorName changes } pageInfo { hasNextPage } } }"""
    data = erp.query(ask, id=made["id"], n=made["number"])
    assert data["document"] == {"kind": "party", "number": made["number"]}
    assert data["documentChain"] == [{"number": made["number"], "depth": 0}]
    assert data["search"] == [{"id": made["id"]}]
    [change] = data["history"]["nodes"]
    assert change["verb"] == "register_party" and change["changes"]["name"] == [None, "見本商事"]
    assert "name_key" not in change["changes"]

    nobody = erp.as_user("guest", roles=[])
    data = nobody.query(ask, id=made["id"], n=made["number"])
    assert data == {"document": None, "documentChain": [], "search": [], "history": {
        "nodes": [], "pageInfo": {"hasNextPage": False}}}  # fmt: skip
