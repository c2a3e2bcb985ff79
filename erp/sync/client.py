"""The client of a connection: what adapters call the outside with.

Every call is budgeted, goes only to the connection's own places at checked addresses, follows no redirect,
takes nothing from the environment, is limited in size and time, is written down without secrets, and ends as
an `Answer` or as one of the outcomes of the contract.
"""

import json as jsons
import logging
import ssl
from collections.abc import Callable, Collection, Iterable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests

from erp.kernel import clock
from erp.kernel.outside import NOBODY, Networks, NoSuchName, NotAllowed, PinningAdapter, checked
from erp.sync.calling import certificates, statuses, troubles
from erp.sync.calling.redacting import Redactor
from erp.sync.calling.words import Answer, Attempt, FixedHeaders, Signing, Turns, Unlimited
from erp.sync.contract import Broken, Rejected, Retry, UnknownOutcome, WaitUntil
from erp.sync.contract.outcomes import Outcome

# Its debug messages hold addresses with all that is in them.
logging.getLogger("urllib3").setLevel(logging.INFO)

CONNECT_S, READ_S, WHOLE_S = 10, 30, 90
LARGEST = 20 * 1024 * 1024
LONGEST_EXCERPT = 4_000
OK = (200, 201, 202, 204)


class Client:
    """Safe to use from several threads; one for each connection."""

    def __init__(
        self,
        base_url: str,
        *,
        signing: Signing | None = None,
        tls: ssl.SSLContext | None = None,
        hosts: Collection[str] = (),
        allowed: Networks = NOBODY,
        always: Networks = NOBODY,
        redactor: Redactor | None = None,
        turns: Turns | None = None,
        trace: Callable[[Attempt], None] | None = None,
        largest: int = LARGEST,
        time_limits: tuple[float, float, float] = (CONNECT_S, READ_S, WHOLE_S),
    ) -> None:
        self._base = base_url if base_url.endswith("/") else base_url + "/"
        self._origin = troubles.origin(self._base)
        self._hosts = frozenset(hosts)
        self._allowed, self._always = allowed, always
        self._signing: Signing = signing or FixedHeaders()
        self.redactor = redactor or Redactor()
        self._turns: Turns = turns or Unlimited()
        self._trace = trace or (lambda attempt: None)
        self._largest, self._limits = largest, time_limits
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = PinningAdapter(self._addresses, tls or certificates.context())
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def close(self) -> None:
        self._session.close()

    def address_of(self, host: str, port: int, *, secure: bool = True) -> str:
        """A checked address, for adapters that speak another protocol than HTTP. Broken where none may be."""
        try:
            return self._addresses(host, port, secure)[0]
        except NotAllowed as error:
            raise troubles.forbidden(error) from None
        except NoSuchName:
            raise Retry(f"{host} という名前が見つかりません。") from None

    def call(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: Any = None,
        params: Any = None,
        headers: Mapping[str, str] | None = None,
        keyed: bool = False,
        expect: Iterable[int] = OK,
    ) -> Answer:
        """Ask or tell once. `keyed`: they recognise it when it comes twice."""
        url = self._place(path)
        safe = keyed or method.upper() in ("GET", "HEAD", "OPTIONS")
        sent = {"json": json, "data": data, "params": params}
        self.redactor.learn_from([json, data if not isinstance(data, (str, bytes)) else None])
        for anew in (False, True):
            given = {"Accept": "application/json", **self._signing.headers(anew=anew), **(headers or {})}
            self._learn_headers(given)
            try:
                return self._once(method.upper(), url, sent, given, safe, frozenset(expect))
            except _SignInRefused as refused:
                # They refused before doing anything, so once more with a fresh token is no second time.
                if anew or not self._signing.renews:
                    raise refused.outcome from None
        raise AssertionError("two turns, and each returns or raises")

    def _once(
        self,
        method: str,
        url: str,
        sent: Mapping[str, Any],
        headers: Mapping[str, str],
        safe: bool,
        expect: Collection[int],
    ) -> Answer:
        turn = self._turns.take()
        began, status, text, pause = clock.monotonic(), None, "", None
        ended: Outcome | None = None
        try:
            with self._session.request(
                method,
                url,
                headers=dict(headers),
                timeout=self._limits[:2],
                allow_redirects=False,
                stream=True,
                **sent,
            ) as response:
                status = response.status_code
                pause = statuses.used_up(response.headers, clock.now())
                text = troubles.whole(response, largest=self._largest, began=began, longest_s=self._limits[2])
            return self._answer(response, text, safe, expect)
        except _SignInRefused as refused:
            ended = refused.outcome
            raise
        except Outcome as outcome:
            ended = outcome
            raise
        except NotAllowed as error:
            ended = troubles.forbidden(error)
            raise ended from None
        except (requests.RequestException, OSError) as error:
            ended = troubles.trouble(error, urlsplit(url).hostname or "", safe)
            raise ended from None
        finally:
            if isinstance(ended, WaitUntil):
                pause = max(ended.until, pause or ended.until)
            # That they said no to one record says nothing against the connection.
            fine = ended is None or isinstance(ended, Rejected)
            self._turns.give(turn, pause, "" if fine or ended is None else self.redactor.text(ended.reason))
            self._tell(method, url, sent, headers, status, text, ended, clock.monotonic() - began)

    def _answer(self, response: requests.Response, text: str, safe: bool, expect: Collection[int]) -> Answer:
        status = response.status_code
        if status == 401:
            raise _SignInRefused(statuses.outcome(status, response.headers, safe=safe, now=clock.now()))
        if 300 <= status < 400 and status not in expect:
            raise self._redirected(response)
        html = "html" in response.headers.get("Content-Type", "").lower() and text.strip()
        webpage = html or text.lstrip()[:1] == "<"
        if webpage and status < 500 and status not in (403, 429):
            raise Broken("相手が Web ページを返しました。接続先のアドレスを確認してください。")
        if status not in expect:
            raise self._refined(statuses.outcome(status, response.headers, safe=safe, now=clock.now()), text)
        value = None
        if text.strip():
            try:
                value = jsons.loads(text)
            except (ValueError, RecursionError):
                raise (
                    Retry("相手の応答を読めません（JSON ではありません）。")
                    if safe
                    else UnknownOutcome("相手の応答を読めず、実行されたか分かりません。")
                ) from None
        self.redactor.learn_from(value)
        return Answer(status=status, headers=dict(response.headers), json=value, text=text)

    def _refined(self, outcome: Outcome, text: str) -> Outcome:
        """A refusal carries their own words, shortened and without secrets."""
        if isinstance(outcome, Rejected) and (said := " ".join(text.split())[:300]):
            return Rejected(f"{outcome.reason} {self.redactor.form(said)}", outcome.code)
        return outcome

    def _redirected(self, response: requests.Response) -> Broken:
        host, port = troubles.target_of(response)
        try:
            self._addresses(host, port, True)
        except NotAllowed:
            return Broken(f"相手が社内のアドレス（{host}）へ転送しようとしました。拒否しました。")
        except NoSuchName:
            pass
        return Broken(f"相手が別のアドレス（{host}）へ転送しようとしました。転送には従いません。")

    def _place(self, path: str) -> str:
        """The address of a call: under the base, or absolute at a host that belongs to the connection."""
        url = path if "://" in path else self._base + path.lstrip("/")
        parts = urlsplit(url)
        if troubles.origin(url) == self._origin:
            return url
        if parts.scheme == "https" and parts.hostname in self._hosts and parts.port in (None, 443):
            return url
        raise Broken(f"相手が示したアドレス（{parts.hostname}）はこの接続のものではありません。")

    def _addresses(self, host: str, port: int, secure: bool) -> list[str]:
        return checked(host, port, secure, self._allowed, self._always)

    def _learn_headers(self, headers: Mapping[str, str]) -> None:
        for name, value in headers.items():
            if name.lower() == "authorization":
                self.redactor.learn(value.rpartition(" ")[2])

    def _tell(
        self,
        method: str,
        url: str,
        sent: Mapping[str, Any],
        headers: Mapping[str, str],
        status: int | None,
        text: str,
        ended: Outcome | None,
        took_s: float,
    ) -> None:
        clean = self.redactor
        body = {name: _shown(clean, value) for name, value in sent.items() if value is not None}
        self._trace(
            Attempt(
                method=method,
                url=clean.form(url),
                request={**body, "headers": clean.headers(headers)},
                status=status,
                answer=clean.form(text)[:LONGEST_EXCERPT],
                outcome=type(ended).__name__ if ended else "Done",
                reason=clean.text(ended.reason) if ended else "",
                took_ms=round(took_s * 1000),
            )
        )


class _SignInRefused(Exception):
    """401: they did nothing, and perhaps a fresh token helps."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def _shown(clean: Redactor, value: Any) -> Any:
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    if isinstance(value, str):
        return clean.form(value)[:LONGEST_EXCERPT]
    return clean.value(value)
