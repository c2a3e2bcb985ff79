"""What the outside may do to us through a connection, and what is kept of it."""

import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from erp.kernel.outside import networks
from erp.sync.calling.opening import open_client, signing_of
from erp.sync.calling.redacting import Redactor
from erp.sync.calling.words import Attempt
from erp.sync.client import Client
from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome, WaitUntil
from tests.sync import certificates as made

CANARY = "canary-9f27/ü+secret"
HERE = networks("127.0.0.1 ::1")


class Kept(list[Attempt]):
    """The attempts of a client, as they would be written down."""

    def text(self) -> str:
        return "\n".join(json.dumps(vars(each), ensure_ascii=False, default=str) for each in self)


def client_of(url: str, **given: Any) -> tuple[Client, Kept]:
    kept = Kept()
    settings = {"token": CANARY}
    client = Client(
        url,
        **{
            "signing": signing_of(settings),
            "always": HERE,
            "redactor": Redactor([CANARY]),
            "trace": kept.append,
            "time_limits": (2, 0.5, 1.5),
            **given,
        },
    )
    return client, kept


@pytest.mark.parametrize(
    ("status", "headers", "body", "read", "write"),
    [
        (401, {}, "{}", Broken, Broken),
        (403, {}, "{}", Broken, Broken),
        (404, {}, "{}", Rejected, Rejected),
        (409, {}, "{}", Rejected, Rejected),
        (422, {}, "not even json", Rejected, Rejected),
        (429, {"Retry-After": "120"}, "{}", WaitUntil, WaitUntil),
        (429, {}, "<html>slow down</html>", WaitUntil, WaitUntil),
        (500, {}, "{}", Retry, UnknownOutcome),
        (502, {}, "<html>bad gateway</html>", Retry, UnknownOutcome),
        (503, {"Retry-After": "120"}, "", WaitUntil, WaitUntil),
        (503, {}, "", Retry, UnknownOutcome),
        (200, {"Content-Type": "text/html"}, "<html>sign in</html>", Broken, Broken),
        (404, {"Content-Type": "text/html"}, "<!doctype html>", Broken, Broken),
        (200, {}, '{"cut off', Retry, UnknownOutcome),
        (302, {"Location": "https://elsewhere.example/"}, "", Broken, Broken),
    ],
)
def test_each_answer_becomes_its_outcome(
    httpserver: HTTPServer, status: int, headers: dict[str, str], body: str, read: type, write: type
) -> None:
    answer = Response(body, status, {"Content-Type": "application/json", **headers})
    httpserver.expect_request("/v1/things").respond_with_response(answer)
    client, kept = client_of(httpserver.url_for("/v1"))

    with pytest.raises(read):
        client.call("GET", "things")
    with pytest.raises(write):
        client.call("POST", "/things", json={"a": 1})
    if write is UnknownOutcome:
        with pytest.raises(read):
            client.call("POST", "things", json={"a": 1}, keyed=True)
    assert [each.outcome for each in kept][:2] == [read.__name__, write.__name__]
    assert len(httpserver.log) == len(kept)


def test_what_went_well_comes_back_and_is_kept_without_secrets(
    httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.ERROR, "werkzeug")

    def answer(request: Request) -> Response:
        seen = {"sent": request.headers["Authorization"], "refresh_token": "fresh-canary-77", "user": "Zoë"}
        return Response(json.dumps(seen), 200, content_type="application/json")

    httpserver.expect_request("/v1/echo").respond_with_handler(answer)
    client, kept = client_of(httpserver.url_for("/v1/"))

    found = client.call("POST", "echo", json={"password": "pass-canary-1", "note": f"x{CANARY}x"})
    assert found.status == 200 and found.json["sent"].endswith("secret") and found.json["user"] == "Zoë"
    client.call("GET", "echo", params={"access_token": "param-canary-1", "q": "fresh-canary-77"})

    written = kept.text() + caplog.text + repr(client) + repr(vars(kept[0]))
    for secret in (CANARY, "canary-9f27", "fresh-canary-77", "pass-canary-1", "param-canary-1"):
        assert secret not in written, secret
    assert '\\"user\\": \\"Z' in kept.text() and kept[0].outcome == "Done" and kept[0].status == 200


def test_a_refusal_says_their_words_without_our_secrets(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data(f"bad value {CANARY} in field", 400)
    client, _ = client_of(httpserver.url_for("/"))
    with pytest.raises(Rejected, match=r"bad value •••• in field") as refused:
        client.call("PUT", "x")
    assert refused.value.code == "400"


def test_a_throttle_is_waited_out_as_they_say(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data("", 429, {"Retry-After": "3000000"})
    client, _ = client_of(httpserver.url_for("/"))
    with pytest.raises(WaitUntil) as waits:
        client.call("GET", "x")
    assert timedelta(hours=23) < waits.value.until - datetime.now(UTC) <= timedelta(hours=24)


@pytest.fixture
def raw() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """A server that does to a connection what it likes."""
    opened: list[socket.socket] = []

    def start(behave: Callable[[socket.socket], None]) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        opened.append(server)

        def serve() -> None:
            while True:
                try:
                    link, _ = server.accept()
                except OSError:
                    return
                with link:
                    link.recv(65_536)
                    behave(link)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield start
    for server in opened:
        server.close()


def test_a_huge_answer_is_not_read_to_its_end(httpserver: HTTPServer, raw: Any) -> None:
    sent = [0]

    def stream() -> Iterator[bytes]:
        for _ in range(500):
            sent[0] += 1
            yield b" " * 1024 * 1024

    httpserver.expect_request("/endless").respond_with_handler(lambda _: Response(stream(), 200))
    said = raw(lambda link: link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 524288000\r\n\r\n{}"))
    for url in (httpserver.url_for("/endless"), said):
        client, kept = client_of(url, largest=2 * 1024 * 1024)
        with pytest.raises(Broken, match="大きすぎます"):
            client.call("GET", url)
        assert sent[0] < 40 and len(kept.text()) < 20_000


def dribble(link: socket.socket) -> None:
    try:
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        for _ in range(40):
            link.sendall(b" ")
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize(
    "behave", [lambda link: None, lambda link: time.sleep(1), dribble, lambda link: link.sendall(b"nonsense")]
)
def test_no_word_is_no_yes_and_no_no(raw: Any, behave: Callable[[socket.socket], None]) -> None:
    client, kept = client_of(raw(behave))
    with pytest.raises(Retry):
        client.call("GET", "x")
    with pytest.raises(UnknownOutcome):
        client.call("DELETE", "x")
    assert [each.outcome for each in kept] == ["Retry", "UnknownOutcome"]


def test_nobody_there_means_that_nothing_happened() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "https://no-such-name.invalid"):
        client, _ = client_of(url)
        with pytest.raises(Retry, match="接続できません"):
            client.call("POST", "x")


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:1", "https://localhost:1", "https://2130706433:1", "https://0x7f000001:1",
        "https://127.1:1", "https://0:1", "https://[::ffff:127.0.0.1]:1", "https://10.0.0.7",
        "https://169.254.169.254", "https://100.64.0.1", "https://[::1]:1", "https://[fe80::1]",
    ],
)  # fmt: skip
def test_an_inner_address_is_refused_however_it_is_written(url: str) -> None:
    client, kept = client_of(url, always=())
    with pytest.raises(Broken, match="社内のアドレス"):
        client.call("GET", "latest/meta-data")
    assert kept[0].outcome == "Broken"


def test_a_redirect_to_an_inner_address_is_refused_by_name(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data("", 307, {"Location": "http://10.1.2.3/admin"})
    client, _ = client_of(httpserver.url_for("/"))
    with pytest.raises(Broken, match=r"社内のアドレス（10.1.2.3）へ転送"):
        client.call("GET", "x")
    assert len(httpserver.log) == 1


def test_links_they_send_lead_nowhere_else_and_nothing_goes_in_the_open(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/page2").respond_with_json({"page": 2})
    client, _ = client_of(httpserver.url_for("/"), hosts=["tokens.example"])
    assert client.call("GET", httpserver.url_for("/page2")).json == {"page": 2}
    for elsewhere in ("https://evil.example/page2", "http://tokens.example/", "https://a@tokens.example/"):
        with pytest.raises(Broken):
            client.call("GET", elsewhere)
    open_talk, _ = client_of("http://198.51.100.1/", always=(), allowed=networks("198.51.100.0/24"))
    with pytest.raises(Broken, match="暗号化"):
        open_talk.call("GET", "x")


def test_nothing_of_the_environment_is_used(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    httpserver.expect_request("/x").respond_with_json([], headers={"Set-Cookie": "a=b"})
    client, _ = client_of(httpserver.url_for("/"))
    client.call("GET", "x")
    client.call("GET", "x")
    assert "Cookie" not in httpserver.log[1][0].headers


@pytest.fixture(scope="module")
def authority() -> made.Authority:
    return made.Authority()


@pytest.fixture
def secure(authority: made.Authority) -> Iterator[Callable[..., HTTPServer]]:
    """A server with a certificate for that name, which may ask for ours."""
    servers: list[HTTPServer] = []

    def start(*names: str, days: int = 30, ask: bool = False) -> HTTPServer:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with made.as_file(authority.certificate(*names, days=days).both) as path:
            context.load_cert_chain(path)
        if ask:
            # Asked for in the handshake itself, so that the refusal is always met at the same point.
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(cadata=authority.pem)
        server = HTTPServer(host="127.0.0.1", port=0, ssl_context=context)
        server.start()
        servers.append(server)
        server.expect_request("/x").respond_with_json({"fine": True})
        return server

    yield start
    for server in servers:
        server.stop()


def over_tls(server: HTTPServer, host: str = "localhost", **settings: str) -> Any:
    client = open_client(
        {"base_url": f"https://{host}:{server.port}", "token": CANARY, **settings},
        secrets=["token", "client_key"],
    )
    client._always = HERE
    return client.call("GET", "x").json


def test_a_certificate_is_held_against_the_name(secure: Any, authority: made.Authority) -> None:
    good = secure("localhost")
    assert over_tls(good, ca_certificate=authority.pem) == {"fine": True}
    with pytest.raises(Broken, match="信頼できません"):
        over_tls(good)
    with pytest.raises(Broken, match=r"別の(名前|アドレス)"):
        over_tls(good, host="127.0.0.1", ca_certificate=authority.pem)
    with pytest.raises(Broken, match="有効期限が切れて"):
        over_tls(secure("localhost", days=-1), ca_certificate=authority.pem)


def test_our_own_certificate_has_to_fit(secure: Any, authority: made.Authority) -> None:
    server = secure("localhost", ask=True)
    ours, other = authority.certificate("erp"), authority.certificate("erp")
    given = {"ca_certificate": authority.pem}
    shown = {**given, "client_certificate": ours.pem}
    assert over_tls(server, **shown, client_key=ours.key) == {"fine": True}
    with pytest.raises(Broken, match="クライアント証明書"):
        over_tls(server, **given)
    with pytest.raises(Broken, match="対になっていません"):
        over_tls(server, **shown, client_key=other.key)
    for wrong in ({"client_certificate": "hello", "client_key": "x"}, {"ca_certificate": "-----BEGIN"}):
        with pytest.raises(Broken, match="読めません"):
            over_tls(server, **{**given, **wrong})


def test_a_fresh_token_is_tried_once_after_they_refused(httpserver: HTTPServer) -> None:
    class Renewing:
        renews = True
        drawn = 0

        def headers(self, *, anew: bool) -> dict[str, str]:
            self.drawn += anew
            return {"Authorization": f"Bearer token-number-{self.drawn}"}

    def answer(request: Request) -> Response:
        good = request.headers["Authorization"] == "Bearer token-number-1"
        return Response("{}", 200 if good else 401, content_type="application/json")

    httpserver.expect_request("/x").respond_with_handler(answer)
    client, kept = client_of(httpserver.url_for("/"), signing=Renewing())
    assert client.call("POST", "x").status == 200
    assert [each.outcome for each in kept] == ["Broken", "Done"]
    assert "token-number" not in kept.text()

    httpserver.clear()
    httpserver.expect_request("/x").respond_with_data("{}", 401)
    with pytest.raises(Broken):
        client.call("POST", "x")
    assert len(httpserver.log) == 2
