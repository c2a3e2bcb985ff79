"""Hostile requests over HTTP, in the real application: refused by name, before the database, and nobody else
waits for them.
"""

import asyncio
import json
import statistics
import time
from itertools import pairwise
from typing import Any

import httpx
import pytest

from erp.app import create_app
from erp.kernel.errors import Refused
from tests.api.test_over_http import code, post, signed_in
from tests.facade import Erp, Running
from tests.server import background

ONE = 'salesOrder(id: "00000000-0000-7000-8000-000000000001")'


def bomb(levels: int) -> str:
    """Fragments that each spread the next one twice: whoever follows each spread visits 2^levels of them."""
    names = [chr(ord("A") + at) for at in range(levels + 1)]
    parts = [f"fragment {one} on Me{{...{next} ...{next}}}" for one, next in pairwise(names)]
    return f"{{me{{...A}}}}{''.join(parts)}fragment {names[-1]} on Me{{id}}"


BOMB = bomb(18)
BODIES: dict[str, Any] = {
    "bomb": BOMB,
    "unknown field": "{ salesOrders { nodes { shoeSize } } }",
    "unknown root": "{ everything { id } }",
    "unknown argument": '{ salesOrders(where: "1=1") { totalCount } }',
    "wrong type": "{ salesOrders(first: true) { totalCount } }",
    "too large a number": "{ salesOrders(first: 99999999999999999999999) { totalCount } }",
    "below nothing": "{ salesOrders(first: -1) { totalCount } }",
    "too deep": "{" + ONE + "{lines{id " * 12 + "}" * 25,
    "too wide": "{ " + ONE + " { " + "id " * 9_000 + "} }",
    "too many aliases": "{ " + ONE + " {" + "".join(f" a{at}: id" for at in range(600)) + " } }",
    "too many roots": "{" + "".join(f" a{at}: {ONE} {{ id }}" for at in range(15)) + "}",
    "too costly": "{ salesOrders(first: 100) { nodes { lines { product { id } } invoices { id } } } }",
    "zero byte": '{ search(text: "a\0b") { id } }',
    "half a character": '{ search(text: "\ud800") { id } }',
    "half a character, spelled": '{ search(text: "\\ud800") { id } }',
    "zero byte, spelled": '{ search(text: "a\\u0000b") { id } }',
    "two verbs": "mutation { a: changePassword { id } b: changePassword { id } }",
    "no document": "",
}  # fmt: skip
VARIABLES: dict[str, Any] = {
    "unknown field of an input": {"i": {"name": "A", "kind": "COMPANY", "isAdmin": True}, "k": "1"},
    "state from outside": {"i": {"name": "A", "kind": "COMPANY", "state": "CLOSED"}, "k": "1"},
    "unknown choice": {"i": {"name": "A", "kind": "GOD"}, "k": "1"},
    "a list for one": {"i": [{"name": "A", "kind": "COMPANY"}] * 2, "k": "1"},
    "a text for an input": {"i": "name=A", "k": "1"},
    "a number for a text": {"i": {"name": 1, "kind": "COMPANY"}, "k": "1"},
    "zero byte": {"i": {"name": "A\0", "kind": "COMPANY"}, "k": "1"},
    "half a character": {"i": {"name": "\ud800", "kind": "COMPANY"}, "k": "1"},
    "twenty thousand letters": {"i": {"name": "A" * 20_000, "kind": "COMPANY"}, "k": "1"},
    "a huge number": {"i": {"name": "A", "kind": "COMPANY", "closingDay": 10**400}, "k": "1"},
    "money as a number": {"i": {"name": "A", "kind": "COMPANY", "creditLimit": 1.1}, "k": "1"},
    "money that is none": {"i": {"name": "A", "kind": "COMPANY", "creditLimit": "NaN"}, "k": "1"},
    "money with an exponent": {"i": {"name": "A", "kind": "COMPANY", "creditLimit": "1E5"}, "k": "1"},
    "a key that is none": {"i": {"name": "A", "kind": "COMPANY"}, "k": {"a": 1}},
    "no key": {"i": {"name": "A", "kind": "COMPANY"}},
}
REGISTER = (
    "mutation($i: RegisterPartyInput!, $k: String) { registerParty(input: $i, idempotencyKey: $k) { id } }"
)


@pytest.fixture
def entrance(running: Running, erp: Erp) -> int:
    """How many statements it costs to be let in at all."""
    before = running.database.statements
    post(running, erp)
    return running.database.statements - before


def test_hostile_requests_are_refused_before_the_database(running: Running, erp: Erp, entrance: int) -> None:
    known = set(Refused.known())
    sent = [(name, {"query": text}) for name, text in BODIES.items()]
    sent += [(name, {"query": REGISTER, "variables": given}) for name, given in VARIABLES.items()]
    for name, body in sent:
        before = running.database.statements
        answer = post(running, erp, body)
        assert answer.status_code in (200, 400, 413), (name, answer.text)
        assert code(answer) in known - {"INTERNAL"}, (name, answer.text)
        assert running.database.statements - before <= entrance, name
    assert not running.sql("SELECT FROM masterdata.party")


def test_a_request_that_lies_about_itself_is_refused(running: Running, erp: Erp) -> None:
    for headers in (
        {"Content-Length": "-1"},
        {"Content-Length": "lots"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Encoding": "gzip"},
        {"Accept-Language": "é" * 3_000},
        {"Accept-Language": ";;;,,,q=q=q"},
        {"Authorization": "Bearer " + "x" * 9_000},
        {"Authorization": "Bearer é"},
    ):
        raw = {name: value.encode("utf-8") for name, value in headers.items()}
        answer = background().run(sent_raw(running, {b"content-type": b"application/json"} | lower(raw)))
        assert answer.status_code < 500, (headers, answer.text)


def lower(raw: dict[str, bytes]) -> dict[bytes, bytes]:
    return {name.lower().encode(): value for name, value in raw.items()}


async def sent_raw(running: Running, headers: dict[bytes, bytes]) -> httpx.Response:
    body = json.dumps({"query": "{ __typename }"})
    return await running._client.request("POST", "/graphql", content=body, headers=[*headers.items()])


def test_the_schema_is_for_developers(running: Running, erp: Erp) -> None:
    ask = {"query": "{ __schema { types { name } } }"}
    assert code(post(running, erp, ask)) == "INTROSPECTION_REFUSED"
    running.sql("UPDATE access.app_user SET is_developer = true WHERE login = 'erp'")
    assert "errors" not in post(running, erp, ask).json()


def test_a_foreign_page_with_a_real_cookie_is_refused(running: Running) -> None:
    """The browser sends the cookie along wherever the form stands; the page it stands on decides."""
    real = signed_in(running, "erp")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://erp.test.elsewhere.example"},
        {"Origin": "http://erp.test:81"},
    ):
        given = {"Cookie": real["Cookie"]} | headers
        answer = post(running, None, {"query": "{ me { login } }"}, **given)
        assert (answer.status_code, code(answer)) == (403, "FOREIGN_PAGE"), headers


def test_nobody_waits_for_a_bomb(running: Running, erp: Erp) -> None:
    """The text that blocks a server for seconds is refused at once, and others are answered meanwhile.

    What is allowed is measured in the same run by a small request, so that a busy machine is no failure.
    """
    assert len(BOMB) <= 669
    quiet, refused, alive = background().run(bombed(running, erp))
    allowed = 0.05 + 10 * statistics.median(quiet)
    assert min(refused) <= allowed, f"refused after {min(refused):.3f} s, allowed {allowed:.3f} s"
    assert statistics.median(alive) <= allowed, f"healthz {statistics.median(alive):.3f} s"


async def bombed(running: Running, erp: Erp) -> tuple[list[float], list[float], list[float]]:
    """Seconds of small requests, of bombs, and of `/healthz` while bombs go off."""
    headers = {"Authorization": f"Bearer {erp.token}"}
    transport = httpx.ASGITransport(app=create_app(database=running.database))
    async with httpx.AsyncClient(transport=transport, base_url="http://erp.test", headers=headers) as http:
        transport.app.state.database = running.database

        async def timed(text: str | None) -> float:
            began = time.perf_counter()
            if text is None:
                assert (await http.get("/healthz")).status_code == 200
            else:
                answer = await http.post("/graphql", json={"query": text})
                assert answer.status_code in (200, 400) and "INTERNAL" not in answer.text
            return time.perf_counter() - began

        quiet = [await timed("{ __typename }") for _ in range(10)]
        # Each another text, so that none is answered from what is remembered of the last.
        refused, alive = [], []
        for turn in range(6):
            going = asyncio.create_task(timed(f"{BOMB} #{turn}"))
            alive.append(await timed(None))
            refused.append(await going)
    return quiet, refused, alive
